package io.campanile.connectors.file;

import io.campanile.connectors.json.EventReader;
import io.campanile.connectors.json.Ingested;
import io.campanile.connectors.json.RawRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** A file of events, one JSON object a line, for tools that look through it without a job. */
public final class EventFile {

  private static final int BUFFER_BYTES = 64 * 1024;

  private EventFile() {}

  /**
   * Hands each line over as an event or a dead letter, in the order of the file.
   *
   * @param file plain, or compressed where it ends in {@code .gz}
   * @throws IOException when the file cannot be read
   */
  public static void read(Path file, Consumer<Ingested> consumer) throws IOException {
    String name = String.valueOf(file.getFileName());
    EventReader events = new EventReader();
    try (InputStream plain = Files.newInputStream(file);
        InputStream in = name.endsWith(".gz") ? new GZIPInputStream(plain, BUFFER_BYTES) : plain) {
      RawLines lines = new RawLines(in, EventReader.MAX_BYTES);
      while (lines.next()) {
        consumer.accept(
            events.read(
                new RawRecord(
                    lines.bytes(),
                    lines.lengthBytes(),
                    name,
                    name,
                    0,
                    lines.number(),
                    RawRecord.NO_ARRIVAL)));
      }
    }
  }
}
