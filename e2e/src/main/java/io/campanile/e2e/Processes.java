package io.campanile.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What Linux, and the JDK's tools, tell of processes and directories. */
public final class Processes {

  private static final Pattern TOTAL = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");

  private Processes() {}

  /** The JDK's histogram of live objects, line by line, the largest first; collects all garbage. */
  public static List<String> histogram(long pid) throws IOException, InterruptedException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process process =
        new ProcessBuilder(jcmd, Long.toString(pid), "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    List<String> lines = process.inputReader().lines().toList();
    int unused = process.waitFor();
    return lines;
  }

  /** Bytes of live objects, after a full collection. */
  public static long liveHeapBytes(long pid) throws IOException, InterruptedException {
    List<String> lines = histogram(pid);
    for (String line : lines) {
      Matcher total = TOTAL.matcher(line);
      if (total.matches()) {
        return Long.parseLong(total.group(1));
      }
    }
    throw new IOException(
        "No histogram of " + pid + "; jcmd said " + lines.stream().limit(5).toList());
  }

  /** A number of {@code /proc/PID/status}, such as {@code VmRSS} in KiB. */
  public static long status(long pid, String name) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
      if (line.startsWith(name + ":")) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    throw new IOException("/proc/" + pid + "/status has no line " + name);
  }

  /** How many files, sockets and pipes are open. */
  public static long openFiles(long pid) throws IOException {
    try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
      return files.count();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Bytes of all files below a directory; what is deleted meanwhile does not count. */
  public static long bytes(Path directory) throws IOException {
    AtomicLong bytes = new AtomicLong();
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            bytes.addAndGet(attributes.isRegularFile() ? attributes.size() : 0);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            return goneOr(failure);
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            return failure == null ? FileVisitResult.CONTINUE : goneOr(failure);
          }
        });
    return bytes.get();
  }

  private static FileVisitResult goneOr(IOException failure) throws IOException {
    if (failure instanceof NoSuchFileException) {
      return FileVisitResult.CONTINUE;
    }
    throw failure;
  }
}
