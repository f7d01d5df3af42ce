package io.campanile.connectors.csv;

import io.campanile.connectors.json.EventReader;
import io.campanile.connectors.json.Fault;
import io.campanile.connectors.json.Ingested;
import io.campanile.connectors.json.RawRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one file. A row is one line, or several where a cell in quotes holds line feeds.
 *
 * <p>A quote that is never closed costs its own line and no other: lines are taken together only
 * where they make a row with as many cells as there are columns.
 */
public final class CsvFile {

  /** Lines that one row may have. */
  private static final int MAX_LINES = 100;

  private final CsvMapping mapping;
  private final CsvEventReader reader;
  private final Lines lines;
  private final Origin origin;
  private final Deque<Line> ahead = new ArrayDeque<>();
  private @Nullable CsvHeader header;
  private @Nullable Fault headerFault;

  /** The lines of a file, one after the other. */
  public interface Lines {
    /** The next line that is there, blank ones included; null at the end. */
    @Nullable Line next() throws IOException;
  }

  /**
   * A line.
   *
   * @param bytes as they stand in the file, or the beginning of a line that is too long
   * @param number from 0
   */
  // Never compared: the array is here to be read once.
  @SuppressWarnings("ArrayRecordComponent")
  public record Line(byte[] bytes, long lengthBytes, long number) {
    private boolean isBlank() {
      for (byte b : bytes) {
        if (b != ' ' && b != '\t' && b != '\r') {
          return false;
        }
      }
      return bytes.length == lengthBytes;
    }
  }

  /** Makes records of what stands at a line. */
  public interface Origin {
    /** The record. */
    RawRecord record(byte[] bytes, long lengthBytes, long lineNumber);
  }

  /** A file that is at its beginning. */
  public CsvFile(CsvMapping mapping, CsvEventReader reader, Lines lines, Origin origin) {
    this.mapping = mapping;
    this.reader = reader;
    this.lines = lines;
    this.origin = origin;
    if (!mapping.format().hasHeader()) {
      this.header = CsvHeader.of(mapping.format().columns());
    }
  }

  /** The next row as an event or a dead letter; null at the end. */
  public @Nullable Ingested next() throws IOException {
    Line line = nextNotBlank();
    if (line != null && header == null && headerFault == null) {
      readHeader(line);
      line = nextNotBlank();
    }
    return line == null ? null : row(line);
  }

  private @Nullable Line nextNotBlank() throws IOException {
    Line line = nextLine();
    while (line != null && line.isBlank()) {
      line = nextLine();
    }
    return line;
  }

  private @Nullable Line nextLine() throws IOException {
    return ahead.isEmpty() ? lines.next() : ahead.removeFirst();
  }

  private void readHeader(Line line) {
    try {
      CsvRows rows = reader.rows();
      List<String> names = rows.cells(rows.text(line.bytes, line.lengthBytes));
      CsvHeader.check(names, mapping);
      header = CsvHeader.of(names);
    } catch (Fault fault) {
      headerFault = fault;
    }
  }

  private Ingested row(Line line) throws IOException {
    String place = "line " + (line.number + 1) + ": ";
    RawRecord alone = origin.record(line.bytes, line.lengthBytes, line.number);
    CsvHeader columns = header;
    if (columns == null) {
      return reader.bad(alone, headerFault == null ? noHeader() : headerFault, place);
    }
    if (reader.rows().isOpen(line.bytes)) {
      Optional<Ingested> several = severalLines(line, columns, place);
      if (several.isPresent()) {
        return several.get();
      }
    }
    try {
      CsvRows rows = reader.rows();
      return reader.read(
          alone, rows.cells(rows.text(line.bytes, line.lengthBytes)), columns, place);
    } catch (Fault fault) {
      return reader.bad(alone, fault, place);
    }
  }

  private static Fault noHeader() {
    return Fault.invalid("header", "the file has no header");
  }

  /** The row that begins with this line, where it needs more of them; else they stay ahead. */
  private Optional<Ingested> severalLines(Line first, CsvHeader columns, String place)
      throws IOException {
    byte[] bytes = first.bytes;
    int taken = 0;
    while (taken < MAX_LINES && bytes.length <= EventReader.MAX_BYTES) {
      Line more = lineAhead(taken);
      if (more == null) {
        return Optional.empty();
      }
      taken++;
      bytes = joined(bytes, more.bytes);
      if (!reader.rows().isOpen(bytes)) {
        return closed(first, bytes, taken, columns, place);
      }
    }
    return Optional.empty();
  }

  private Optional<Ingested> closed(
      Line first, byte[] bytes, int taken, CsvHeader columns, String place) {
    try {
      List<String> cells = reader.rows().cells(reader.rows().text(bytes, bytes.length));
      if (cells.size() != columns.size()) {
        return Optional.empty();
      }
      for (int i = 0; i < taken; i++) {
        ahead.removeFirst();
      }
      RawRecord record = origin.record(bytes, bytes.length, first.number);
      return Optional.of(reader.read(record, cells, columns, place));
    } catch (Fault fault) {
      return Optional.empty();
    }
  }

  private @Nullable Line lineAhead(int index) throws IOException {
    while (ahead.size() <= index) {
      Line line = lines.next();
      if (line == null) {
        return null;
      }
      ahead.addLast(line);
    }
    return ahead.stream().skip(index).findFirst().orElseThrow();
  }

  private static byte[] joined(byte[] before, byte[] more) {
    byte[] feed = "\n".getBytes(StandardCharsets.US_ASCII);
    byte[] all = Arrays.copyOf(before, before.length + feed.length + more.length);
    System.arraycopy(feed, 0, all, before.length, feed.length);
    System.arraycopy(more, 0, all, before.length + feed.length, more.length);
    return all;
  }
}
