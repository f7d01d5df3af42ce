package io.campanile.connectors.file;

import io.campanile.connectors.output.OutputRecord;
import io.campanile.connectors.output.Stream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Writes all files of a replay. It is keyed by file only so that Flink's batch mode hands it each
 * file's records in order of time; it keeps no state.
 */
final class SortedJsonLinesOperator extends AbstractStreamOperator<Void>
    implements OneInputStreamOperator<OutputRecord, Void>, BoundedOneInput {

  private static final long serialVersionUID = 1L;

  /** The files that are there after every replay, empty or not. */
  private static final List<Stream> ALWAYS =
      List.of(
          Stream.TRIGGERS,
          Stream.DECISIONS,
          Stream.ACTIONS_EMAIL,
          Stream.PROFILES,
          Stream.SEGMENTS,
          Stream.DEAD_LETTERS);

  private final String directory;

  private transient Map<String, SortedLines> files = new HashMap<>();

  SortedJsonLinesOperator(Path directory) {
    this.directory = directory.toString();
  }

  @Override
  public void open() throws Exception {
    super.open();
    files = new HashMap<>();
    Files.createDirectories(Path.of(directory));
    for (Stream stream : ALWAYS) {
      file(stream);
    }
  }

  @Override
  public void processElement(StreamRecord<OutputRecord> element) throws Exception {
    OutputRecord record = element.getValue();
    if (!record.isTombstone()) {
      file(record.stream()).add(record);
    }
  }

  private SortedLines file(Stream stream) {
    return files.computeIfAbsent(
        stream.fileName(),
        name -> {
          try {
            return new SortedLines(Path.of(directory, name), SortedLines.MAX_TIES_BYTES);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  @Override
  public void endInput() throws Exception {
    for (SortedLines file : files.values()) {
      file.finish();
    }
  }

  @Override
  public void close() throws Exception {
    if (files != null) {
      for (SortedLines file : files.values()) {
        file.close();
      }
    }
    super.close();
  }
}
