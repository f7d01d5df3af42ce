package io.campanile.connectors.file;

import io.campanile.connectors.output.OutputRecord;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * One file of records in {@link OutputRecord#FILE_ORDER}. The records come in the order of their
 * times; those of one time are put in order here, and on disk where they are too many: when quiet
 * hours end, a whole country comes up in the same millisecond.
 *
 * <p>Until {@link #finish} the file has another name: what has the right name is whole.
 */
final class SortedLines implements Closeable {

  /** Records of one time that are kept in memory. */
  static final int MAX_TIES_BYTES = 32 * 1024 * 1024;

  private static final int RECORD_OVERHEAD_BYTES = 200;

  private final Path file;
  private final Path unfinished;
  private final int maxTiesBytes;
  private final OutputStream out;
  private final List<OutputRecord> ties = new ArrayList<>();
  private final List<SpilledTies> spilled = new ArrayList<>();
  private long tiesBytes;
  private long timeMillis = Long.MIN_VALUE;

  SortedLines(Path file, int maxTiesBytes) throws IOException {
    this.file = file;
    this.unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    this.maxTiesBytes = maxTiesBytes;
    this.out = new BufferedOutputStream(Files.newOutputStream(unfinished), 64 * 1024);
  }

  /** Adds a record that is not earlier than any before. */
  void add(OutputRecord record) throws IOException {
    if (record.timeMillis() < timeMillis) {
      throw new IllegalStateException(
          file
              + ": found a record of "
              + record.timeMillis()
              + " behind one of "
              + timeMillis
              + "; these files can only be written in batch mode, which sorts");
    }
    if (record.timeMillis() > timeMillis) {
      writeTies();
      timeMillis = record.timeMillis();
    }
    ties.add(record);
    tiesBytes += record.json().length + RECORD_OVERHEAD_BYTES;
    if (tiesBytes > maxTiesBytes) {
      spillTies();
    }
  }

  private void spillTies() throws IOException {
    ties.sort(OutputRecord.FILE_ORDER);
    spilled.add(SpilledTies.write(file, ties));
    ties.clear();
    tiesBytes = 0;
  }

  private void writeTies() throws IOException {
    if (!spilled.isEmpty()) {
      if (!ties.isEmpty()) {
        spillTies();
      }
      SpilledTies.merge(spilled, this::writeLine);
      deleteSpilled();
    }
    ties.sort(OutputRecord.FILE_ORDER);
    for (OutputRecord record : ties) {
      writeLine(record);
    }
    ties.clear();
    tiesBytes = 0;
  }

  private void writeLine(OutputRecord record) throws IOException {
    out.write(record.json());
    out.write('\n');
  }

  private void deleteSpilled() throws IOException {
    for (SpilledTies run : spilled) {
      run.delete();
    }
    spilled.clear();
  }

  /** Writes what is left, and gives the file its name. */
  void finish() throws IOException {
    writeTies();
    out.close();
    Files.move(
        unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Leaves nothing behind that was not finished. */
  @Override
  public void close() throws IOException {
    out.close();
    deleteSpilled();
    Files.deleteIfExists(unfinished);
  }
}
