package io.campanile.patterns;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A directory of patterns on disk. */
public final class PatternDirectory {

  private PatternDirectory() {}

  /**
   * The text of {@code policy.yaml}, {@code traits.yaml}, {@code segments.yaml} and of the files in
   * {@code campaigns/} that end in {@code .yaml}; and also of files whose names show that one of
   * these was meant ({@code .yml}), so that reading them reports the slip. Everything else is no
   * part of a release.
   *
   * @throws IOException whose message says what to do: there is no such directory, it has no {@code
   *     campaigns/}, or a file is not UTF-8
   */
  public static PatternFiles read(Path directory) throws IOException {
    if (Files.isRegularFile(directory)) {
      throw new NotDirectoryException(
          directory + ": this is a file, expected the directory that has `campaigns/` in it");
    }
    if (!Files.isDirectory(directory)) {
      throw new NoSuchFileException(
          directory.toString(), null, "no such directory, expected one with `campaigns/` in it");
    }
    Path campaigns = directory.resolve("campaigns");
    if (!Files.isDirectory(campaigns)) {
      throw new NotDirectoryException(
          campaigns
              + ": no such directory, expected the campaigns' files in it"
              + (isCampaigns(directory) ? ". Did you mean the directory above?" : ""));
    }
    SortedMap<String, String> texts = new TreeMap<>();
    addFiles(directory, "", texts);
    addFiles(campaigns, PatternPaths.CAMPAIGNS, texts);
    return new PatternFiles(texts);
  }

  private static boolean isCampaigns(Path directory) {
    return directory.toAbsolutePath().normalize().endsWith("campaigns");
  }

  /**
   * Whether a file is one of those that {@link #read} reads.
   *
   * @param path relative to the directory, with {@code /}
   */
  public static boolean holds(String path) {
    return path.startsWith(PatternPaths.CAMPAIGNS)
        ? path.substring(PatternPaths.CAMPAIGNS.length()).matches("[^./][^/]*\\.ya?ml")
        : PatternPaths.TOP_LEVEL.contains(path.replaceAll("\\.yml$", ".yaml"));
  }

  private static void addFiles(Path directory, String prefix, SortedMap<String, String> texts)
      throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String path = prefix + file.getFileName();
        if (holds(path)) {
          texts.put(path, text(file));
        }
      }
    }
  }

  private static String text(Path file) throws IOException {
    try {
      byte[] bytes = Files.readAllBytes(file);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IOException(file + ": this is not UTF-8, save the file as UTF-8", e);
    }
  }
}
