package io.campanile.connectors.file;

import io.campanile.connectors.csv.CsvEventReader;
import io.campanile.connectors.csv.CsvFile;
import io.campanile.connectors.csv.CsvMapping;
import io.campanile.connectors.csv.CsvMappings;
import io.campanile.connectors.json.EnvelopeReader;
import io.campanile.connectors.json.EventReader;
import io.campanile.connectors.json.Fault;
import io.campanile.connectors.json.Ingested;
import io.campanile.connectors.json.RawRecord;
import io.campanile.connectors.types.IngestedSerializer;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.ZipException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.ArrayResultIterator;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * Files of JSON lines or CSV, plain or ({@code .gz}) compressed, each read by one reader from its
 * beginning. A record becomes an event or a dead letter here, before it crosses a thread.
 */
final class EventFilesFormat implements BulkFormat<Ingested, FileSourceSplit> {

  private static final long serialVersionUID = 2L;

  /** An event is not believed that is this much younger than the file that it stands in. */
  private static final Duration MAX_AHEAD = Duration.ofMinutes(5);

  private final String source;
  private final Instant latest;
  private final CsvMappings mappings;
  private final boolean live;

  /**
   * A format.
   *
   * @param source name that dead letters give their source
   * @param latest later events are not believed
   * @param mappings which files are CSV
   * @param live whether nothing is believed that is younger than its file
   */
  EventFilesFormat(String source, Instant latest, CsvMappings mappings, boolean live) {
    this.source = source;
    this.latest = latest;
    this.mappings = mappings;
    this.live = live;
  }

  @Override
  public Reader createReader(Configuration config, FileSourceSplit split) throws IOException {
    Instant written = Instant.ofEpochMilli(split.fileModificationTime()).plus(MAX_AHEAD);
    Instant until = live && written.isBefore(latest) ? written : latest;
    return new Reader(split.path(), source, until, mappings, live);
  }

  @Override
  public Reader restoreReader(Configuration config, FileSourceSplit split) throws IOException {
    Reader reader = createReader(config, split);
    long done =
        split.getReaderPosition().map(CheckpointedPosition::getRecordsAfterOffset).orElse(0L);
    reader.skip(done);
    return reader;
  }

  /** Compressed files have no middle to begin at, and plain ones are not worth two ways. */
  @Override
  public boolean isSplittable() {
    return false;
  }

  @Override
  public TypeInformation<Ingested> getProducedType() {
    return IngestedSerializer.TYPE;
  }

  /** Reads one record after the other; null at the end. */
  private interface Records {
    @Nullable Ingested next() throws IOException;
  }

  /** Reads one file. */
  static final class Reader implements BulkFormat.Reader<Ingested> {

    /** Few enough that a batch of the longest lines takes 16 MiB. */
    private static final int BATCH_RECORDS = 64;

    private static final byte[] NOTHING = {};

    private final Path file;
    private final String source;
    private final InputStream in;
    private final RawLines lines;
    private final Records records;
    private final boolean live;
    private long read;
    private boolean damaged;

    Reader(Path file, String source, Instant latest, CsvMappings mappings, boolean live)
        throws IOException {
      this.file = file;
      this.source = source;
      this.live = live;
      this.in = file.getFileSystem().open(file);
      this.lines =
          new RawLines(file.getName().endsWith(".gz") ? new Gunzip(in) : in, EventReader.MAX_BYTES);
      Optional<CsvMapping> mapping = mappings.of(file.getName());
      this.records = mapping.isPresent() ? csv(mapping.get(), latest) : jsonLines(latest);
    }

    private Records jsonLines(Instant latest) {
      EventReader events = new EventReader(latest);
      return () ->
          lines.next()
              ? events.read(record(lines.bytes(), lines.lengthBytes(), lines.number()))
              : null;
    }

    private Records csv(CsvMapping mapping, Instant latest) {
      CsvFile rows =
          new CsvFile(
              mapping,
              new CsvEventReader(mapping, latest),
              () ->
                  lines.nextOrBlank()
                      ? new CsvFile.Line(lines.bytes(), lines.lengthBytes(), lines.number())
                      : null,
              this::record);
      return rows::next;
    }

    private RawRecord record(byte[] bytes, long lengthBytes, long lineNumber) {
      return new RawRecord(
          bytes, lengthBytes, source, file.getName(), 0, lineNumber, RawRecord.NO_ARRIVAL);
    }

    private void skip(long done) throws IOException {
      while (read < done && next() != null) {
        read++;
      }
    }

    @Override
    public @Nullable RecordIterator<Ingested> readBatch() throws IOException {
      Ingested[] batch = new Ingested[BATCH_RECORDS];
      long skipped = read;
      int count = 0;
      Ingested next = next();
      while (next != null) {
        batch[count++] = next;
        next = count < BATCH_RECORDS ? next() : null;
      }
      read += count;
      if (count == 0) {
        return null;
      }
      ArrayResultIterator<Ingested> result = new ArrayResultIterator<>();
      result.set(batch, count, CheckpointedPosition.NO_OFFSET, skipped);
      return result;
    }

    /**
     * A file that is damaged is damaged for ever: history says so and ends, a job that is alive
     * notes it and goes on. That a file cannot be read now is another matter.
     */
    private @Nullable Ingested next() throws IOException {
      if (damaged) {
        return null;
      }
      try {
        return records.next();
      } catch (ZipException | EOFException e) {
        damaged = true;
        if (live) {
          return new Ingested.Bad(
              new EnvelopeReader(EventReader.LATEST_HISTORY)
                  .letter(record(NOTHING, 0, lines.number() + 1), Fault.unreadable(behind(e))));
        }
        throw new IOException(behind(e), e);
      } catch (IOException e) {
        throw new IOException(behind(e), e);
      }
    }

    private String behind(IOException e) {
      if (String.valueOf(e.getMessage()).startsWith(Gunzip.NOT_GZIP)) {
        return file + ": " + e.getMessage();
      }
      return file
          + ": cannot be read behind line "
          + (lines.number() + 1)
          + "; is the file damaged or incomplete? "
          + e.getMessage();
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
