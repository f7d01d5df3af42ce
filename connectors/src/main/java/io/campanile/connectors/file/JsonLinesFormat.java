package io.campanile.connectors.file;

import io.campanile.connectors.json.EventReader;
import io.campanile.connectors.json.Ingested;
import io.campanile.connectors.json.RawRecord;
import io.campanile.connectors.types.IngestedSerializer;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.zip.GZIPInputStream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.ArrayResultIterator;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * Files of JSON lines, plain or ({@code .gz}) compressed, each read by one reader from its
 * beginning. A line becomes an event or a dead letter here, before it crosses a thread.
 */
final class JsonLinesFormat implements BulkFormat<Ingested, FileSourceSplit> {

  private static final long serialVersionUID = 1L;

  private final String source;
  private final Instant latest;

  /**
   * @param source name that dead letters give their source
   * @param latest later events are not believed
   */
  JsonLinesFormat(String source, Instant latest) {
    this.source = source;
    this.latest = latest;
  }

  @Override
  public Reader createReader(Configuration config, FileSourceSplit split) throws IOException {
    return new Reader(split.path(), source, latest);
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

  /** Reads one file. */
  static final class Reader implements BulkFormat.Reader<Ingested> {

    /** Few enough that a batch of the longest lines takes 16 MiB. */
    private static final int BATCH_RECORDS = 64;

    private final Path file;
    private final String source;
    private final InputStream in;
    private final RawLines lines;
    private final EventReader events;
    private long read;

    Reader(Path file, String source, Instant latest) throws IOException {
      this.file = file;
      this.source = source;
      this.in = open(file);
      this.lines = new RawLines(in, EventReader.MAX_BYTES);
      this.events = new EventReader(latest);
    }

    private static InputStream open(Path file) throws IOException {
      InputStream plain = file.getFileSystem().open(file);
      if (!file.getName().endsWith(".gz")) {
        return plain;
      }
      try {
        return new GZIPInputStream(plain, 64 * 1024);
      } catch (IOException e) {
        plain.close();
        throw new IOException(file + ": not a gzip file, as its name says: " + e.getMessage(), e);
      }
    }

    private void skip(long records) throws IOException {
      while (read < records && next()) {
        read++;
      }
    }

    @Override
    public @Nullable RecordIterator<Ingested> readBatch() throws IOException {
      Ingested[] batch = new Ingested[BATCH_RECORDS];
      long skipped = read;
      int count = 0;
      while (count < BATCH_RECORDS && next()) {
        batch[count] =
            events.read(
                new RawRecord(
                    lines.bytes(),
                    lines.lengthBytes(),
                    source,
                    file.getName(),
                    0,
                    lines.number(),
                    RawRecord.NO_ARRIVAL));
        count++;
      }
      read += count;
      if (count == 0) {
        return null;
      }
      ArrayResultIterator<Ingested> records = new ArrayResultIterator<>();
      records.set(batch, count, CheckpointedPosition.NO_OFFSET, skipped);
      return records;
    }

    private boolean next() throws IOException {
      try {
        return lines.next();
      } catch (IOException e) {
        throw new IOException(
            file
                + ": cannot be read behind line "
                + (lines.number() + 1)
                + "; is the file damaged or incomplete? "
                + e.getMessage(),
            e);
      }
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
