package io.campanile.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The programs of PostgreSQL for this machine, out of a jar on the class path.
 *
 * @param directory that holds {@code bin}, {@code lib} and {@code share}
 */
record ServerPrograms(Path directory) {

  private static final Pattern JAR = Pattern.compile(".*/([^/]+)\\.jar!.*");
  private static final int EXECUTABLE = 0100;

  /**
   * Unpacks the programs below {@code parent}, where that was not done yet. Several processes may
   * do so at the same time: what one finds there is always whole.
   */
  static ServerPrograms in(Path parent) throws IOException {
    URL archive = archive();
    Matcher jar = JAR.matcher(archive.toString());
    Path unpacked = parent.resolve(jar.matches() ? jar.group(1) : "postgres");
    if (!Files.isDirectory(unpacked)) {
      Path temporary = Files.createTempDirectory(parent, "unpacking");
      try {
        unpack(archive, temporary);
        moveUnlessThere(temporary, unpacked);
      } finally {
        delete(temporary);
      }
    }
    return new ServerPrograms(unpacked);
  }

  /** The path of a program, such as {@code initdb}. */
  String program(String name) {
    return directory.resolve("bin").resolve(name).toString();
  }

  private static URL archive() throws IOException {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    String name =
        "postgres-"
            + (system.startsWith("mac") ? "darwin" : system)
            + "-"
            + switch (processor) {
              case "amd64" -> "x86_64";
              case "aarch64" -> "arm_64";
              default -> processor;
            }
            + ".txz";
    URL archive = ServerPrograms.class.getClassLoader().getResource(name);
    if (archive == null) {
      throw new IOException("No PostgreSQL for this machine is on the class path: " + name);
    }
    return archive;
  }

  private static void unpack(URL archive, Path target) throws IOException {
    try (InputStream packed = new BufferedInputStream(archive.openStream());
        TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(packed))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
          throw new IOException("The archive has a file outside of it: " + entry.getName());
        }
        unpack(entry, tar, path);
      }
    }
  }

  private static void unpack(TarArchiveEntry entry, InputStream content, Path path)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Files.createDirectories(path.resolveSibling(""));
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else {
      Files.copy(content, path);
      if ((entry.getMode() & EXECUTABLE) != 0 && !path.toFile().setExecutable(true)) {
        throw new IOException("Cannot make executable: " + path);
      }
    }
  }

  private static void moveUnlessThere(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw e;
    } catch (FileSystemException e) {
      // Somebody else was faster.
      if (!Files.isDirectory(to)) {
        throw e;
      }
    }
  }

  private static void delete(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
