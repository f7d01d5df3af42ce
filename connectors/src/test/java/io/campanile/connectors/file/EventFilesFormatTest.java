package io.campanile.connectors.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.connectors.csv.CsvMappings;
import io.campanile.connectors.json.EventReader;
import io.campanile.connectors.json.Ingested;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFilesFormatTest {

  private static final int LINES = 200;

  @TempDir Path directory;

  private final EventFilesFormat format =
      new EventFilesFormat("s", EventReader.LATEST_HISTORY, CsvMappings.NONE, false);

  @Test
  void goesOnWhereACheckpointFoundIt() throws Exception {
    Path file = directory.resolve("a.jsonl");
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < LINES; i++) {
      // Blank lines between them, which are no records, and so no part of a position.
      text.append("bad ").append(i).append("\n\n");
    }
    Files.writeString(file, text);
    FileSourceSplit split =
        new FileSourceSplit(
            "0",
            new org.apache.flink.core.fs.Path(file.toUri()),
            0,
            Files.size(file),
            0,
            Files.size(file));

    List<String> all = new ArrayList<>();
    List<CheckpointedPosition> positions = new ArrayList<>();
    read(format.createReader(new Configuration(), split), all, positions);

    assertThat(all).hasSize(LINES).startsWith("bad 0").endsWith("bad 199");
    for (int i = 0; i < LINES; i += 33) {
      List<String> rest = new ArrayList<>();
      FileSourceSplit restored = split.updateWithCheckpointedPosition(positions.get(i));
      read(format.restoreReader(new Configuration(), restored), rest, new ArrayList<>());
      assertThat(rest).isEqualTo(all.subList(i + 1, LINES));
    }
  }

  /** A position is the one to go on from once its record is done. */
  private static void read(
      BulkFormat.Reader<Ingested> reader, List<String> found, List<CheckpointedPosition> positions)
      throws Exception {
    BulkFormat.RecordIterator<Ingested> batch = reader.readBatch();
    while (batch != null) {
      RecordAndPosition<Ingested> record = batch.next();
      while (record != null) {
        found.add(String.valueOf(((Ingested.Bad) record.getRecord()).letter().raw()));
        positions.add(new CheckpointedPosition(record.getOffset(), record.getRecordSkipCount()));
        record = batch.next();
      }
      batch.releaseBatch();
      batch = reader.readBatch();
    }
    reader.close();
  }
}
