package io.campanile.connectors.file;

import io.campanile.connectors.output.OutputRecord;
import io.campanile.connectors.types.OutputRecordCodec;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Sorted records that wait on disk.
 *
 * @param file where they are
 * @param count how many
 */
record SpilledTies(Path file, int count) {

  /** Takes the records of a merge. */
  interface Sink {
    void accept(OutputRecord record) throws IOException;
  }

  /** Writes sorted records into a new file beside {@code target}. */
  static SpilledTies write(Path target, List<OutputRecord> sorted) throws IOException {
    Path directory = target.toAbsolutePath().getParent();
    Path file = Files.createTempFile(directory, "." + target.getFileName() + "-", ".ties");
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      for (OutputRecord record : sorted) {
        OutputRecordCodec.write(out, record);
      }
    }
    return new SpilledTies(file, sorted.size());
  }

  /** Gives all the records in order. */
  static void merge(List<SpilledTies> runs, Sink sink) throws IOException {
    List<Cursor> cursors = new ArrayList<>();
    try {
      PriorityQueue<Cursor> heads =
          new PriorityQueue<>(Comparator.comparing(Cursor::head, OutputRecord.FILE_ORDER));
      for (SpilledTies run : runs) {
        Cursor cursor = new Cursor(run);
        cursors.add(cursor);
        heads.add(cursor);
      }
      Cursor first = heads.poll();
      while (first != null) {
        sink.accept(first.head());
        if (first.next()) {
          heads.add(first);
        }
        first = heads.poll();
      }
    } finally {
      for (Cursor cursor : cursors) {
        cursor.in.close();
      }
    }
  }

  void delete() throws IOException {
    Files.deleteIfExists(file);
  }

  private static final class Cursor {
    private final DataInputStream in;
    private int left;
    private OutputRecord head;

    Cursor(SpilledTies run) throws IOException {
      this.in = new DataInputStream(new BufferedInputStream(Files.newInputStream(run.file)));
      this.left = run.count - 1;
      // No run is empty: each is written because there is too much of it.
      this.head = OutputRecordCodec.read(in);
    }

    OutputRecord head() {
      return head;
    }

    boolean next() throws IOException {
      if (left == 0) {
        return false;
      }
      left--;
      head = OutputRecordCodec.read(in);
      return true;
    }
  }
}
