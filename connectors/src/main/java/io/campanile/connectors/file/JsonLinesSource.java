package io.campanile.connectors.file;

import io.campanile.connectors.json.EventReader;
import io.campanile.connectors.json.Ingested;
import java.time.Instant;
import java.util.List;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.enumerate.NonSplittingRecursiveEnumerator;
import org.apache.flink.core.fs.Path;

/**
 * History: a bounded source of events from {@code .jsonl} and {@code .jsonl.gz} files, whatever the
 * order of their lines. Dead letters name the file as their topic and the line, counted from 0, as
 * their offset.
 */
public final class JsonLinesSource {

  /** The name that dead letters give this source. */
  public static final String NAME = "history";

  private JsonLinesSource() {}

  /** The files, and those in the directories, all of them up to the year 2100. */
  public static FileSource<Ingested> of(List<Path> files) {
    return of(files, EventReader.LATEST_HISTORY);
  }

  /**
   * The files, and those in the directories.
   *
   * @param latest an event after it becomes a dead letter, {@code TIME_OUT_OF_RANGE}
   */
  public static FileSource<Ingested> of(List<Path> files, Instant latest) {
    if (files.isEmpty()) {
      throw new IllegalArgumentException("No files given; expected at least one");
    }
    return FileSource.forBulkFileFormat(
            new JsonLinesFormat(NAME, latest), files.toArray(new Path[0]))
        // Flink's own enumerator silently passes over names that begin with a dot or underscore.
        .setFileEnumerator(() -> new NonSplittingRecursiveEnumerator(file -> true))
        .build();
  }
}
