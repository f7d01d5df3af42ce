package io.campanile.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** About how many lines files have, by their first lines: enough for a bar of progress. */
final class HistorySize {

  private static final int LOOKED_AT_BYTES = 256 * 1024;

  private HistorySize() {}

  /** The estimate; 0 where a file cannot be read, which the replay itself will say better. */
  static long estimatedEvents(List<Path> files) {
    double lines = 0;
    for (Path file : files) {
      try {
        lines += lines(file);
      } catch (IOException e) {
        return 0;
      }
    }
    return Math.round(lines);
  }

  private static double lines(Path file) throws IOException {
    long size = Files.size(file);
    try (CountingStream counting = new CountingStream(Files.newInputStream(file));
        InputStream in =
            file.toString().endsWith(".gz") ? new GZIPInputStream(counting, 4096) : counting) {
      byte[] head = in.readNBytes(LOOKED_AT_BYTES);
      long lines = 0;
      for (byte b : head) {
        lines += b == '\n' ? 1 : 0;
      }
      return counting.read == 0 ? 0 : (double) lines * size / counting.read;
    }
  }

  private static final class CountingStream extends FilterInputStream {
    private long read;

    CountingStream(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int next = super.read();
      read += next < 0 ? 0 : 1;
      return next;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int count = super.read(bytes, from, length);
      read += Math.max(0, count);
      return count;
    }
  }
}
