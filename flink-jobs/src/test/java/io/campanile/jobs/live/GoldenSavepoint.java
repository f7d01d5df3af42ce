package io.campanile.jobs.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.campanile.jobs.JobOptions.Engine;
import io.campanile.jobs.live.Topics.TimedLine;
import io.campanile.patterns.PatternFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A savepoint of a release, with all that it takes to go on from it: nothing that comes later, such
 * as another campaign, changes what it is held against.
 *
 * @param engine that follows sequences
 * @param patterns of the job's directory
 * @param releases that were published before, by the moment from which each is in force
 * @param read events up to the savepoint, in the order of their arrival
 * @param rest events after it
 * @param sent records that were out before the job had stopped
 * @param files of the savepoint's directory, by name
 */
record GoldenSavepoint(
    Engine engine,
    PatternFiles patterns,
    Map<Instant, PatternFiles> releases,
    List<TimedLine> read,
    List<TimedLine> rest,
    List<String> sent,
    Map<String, byte[]> files) {

  /** The directory of all of them: one below it for each release of Campanile. */
  static final Path ALL = Path.of("src/test/resources/savepoints");

  private static final String PATTERNS = "patterns/";
  private static final String RELEASES = "releases/";
  private static final String SAVEPOINT = "savepoint/";

  /** Where that of a release and an engine lies. */
  static Path path(String version, Engine engine) {
    return ALL.resolve(version).resolve(engine.name().toLowerCase(Locale.ROOT) + ".zip");
  }

  /** The files of a savepoint. */
  static Map<String, byte[]> filesOf(Path savepoint) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> list = Files.list(savepoint)) {
      for (Path file : list.toList()) {
        files.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    return files;
  }

  /** Puts the savepoint where a job can begin from, and returns its address. */
  String unpack(Path directory) throws IOException {
    var unused = Files.createDirectories(directory);
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Files.write(directory.resolve(file.getKey()), file.getValue());
    }
    return directory.toUri().toString();
  }

  void write(Path file) throws IOException {
    var unused = Files.createDirectories(file.toAbsolutePath().getParent());
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      put(zip, "engine", engine.name());
      put(zip, PATTERNS, patterns);
      for (Map.Entry<Instant, PatternFiles> release : releases.entrySet()) {
        put(zip, RELEASES + release.getKey().toEpochMilli() + "/", release.getValue());
      }
      put(zip, "read.txt", text(read));
      put(zip, "rest.txt", text(rest));
      put(zip, "sent.jsonl", String.join("\n", sent));
      for (Map.Entry<String, byte[]> part : files.entrySet()) {
        put(zip, SAVEPOINT + part.getKey(), part.getValue());
      }
    }
  }

  private static void put(ZipOutputStream zip, String prefix, PatternFiles files)
      throws IOException {
    for (Map.Entry<String, String> text : files.texts().entrySet()) {
      put(zip, prefix + text.getKey(), text.getValue());
    }
  }

  private static void put(ZipOutputStream zip, String name, String text) throws IOException {
    put(zip, name, text.getBytes(UTF_8));
  }

  private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTime(0);
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }

  /** Key, time and JSON, with a blank between them. */
  private static String text(List<TimedLine> lines) {
    return String.join(
        "\n",
        lines.stream()
            .map(line -> line.key() + " " + line.timeMillis() + " " + line.json())
            .toList());
  }

  static GoldenSavepoint read(Path file) throws IOException {
    TreeMap<String, byte[]> entries = new TreeMap<>();
    try (InputStream in = Files.newInputStream(file);
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    }
    return new GoldenSavepoint(
        Engine.valueOf(text(entries, "engine")),
        patterns(entries, PATTERNS),
        releases(entries),
        lines(text(entries, "read.txt")),
        lines(text(entries, "rest.txt")),
        text(entries, "sent.jsonl").lines().toList(),
        below(entries, SAVEPOINT));
  }

  private static Map<Instant, PatternFiles> releases(TreeMap<String, byte[]> entries) {
    Map<Instant, PatternFiles> releases = new TreeMap<>();
    for (String name : below(entries, RELEASES).keySet()) {
      String millis = name.substring(0, name.indexOf('/'));
      releases.put(
          Instant.ofEpochMilli(Long.parseLong(millis)), patterns(entries, RELEASES + millis + "/"));
    }
    return releases;
  }

  private static PatternFiles patterns(TreeMap<String, byte[]> entries, String prefix) {
    TreeMap<String, String> texts = new TreeMap<>();
    below(entries, prefix).forEach((name, bytes) -> texts.put(name, new String(bytes, UTF_8)));
    return new PatternFiles(texts);
  }

  private static TreeMap<String, byte[]> below(TreeMap<String, byte[]> entries, String prefix) {
    TreeMap<String, byte[]> below = new TreeMap<>();
    entries
        .subMap(prefix, prefix + Character.MAX_VALUE)
        .forEach((name, bytes) -> below.put(name.substring(prefix.length()), bytes));
    return below;
  }

  private static String text(Map<String, byte[]> entries, String name) throws IOException {
    byte[] bytes = entries.get(name);
    if (bytes == null) {
      throw new IOException("No golden savepoint without " + name + ", found " + entries.keySet());
    }
    return new String(bytes, UTF_8);
  }

  private static List<TimedLine> lines(String text) {
    List<TimedLine> lines = new ArrayList<>();
    for (String line : text.lines().toList()) {
      String[] parts = line.split(" ", 3);
      lines.add(new TimedLine(parts[0], Long.parseLong(parts[1]), parts[2]));
    }
    return lines;
  }
}
