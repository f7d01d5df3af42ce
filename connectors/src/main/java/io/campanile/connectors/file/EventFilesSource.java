package io.campanile.connectors.file;

import io.campanile.connectors.csv.CsvMappings;
import io.campanile.connectors.json.EventReader;
import io.campanile.connectors.json.Ingested;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.enumerate.NonSplittingRecursiveEnumerator;
import org.apache.flink.core.fs.Path;

/**
 * Events in files, {@code .jsonl} or, by a mapping, CSV, {@code .gz} or not, whatever the order of
 * their lines. Dead letters name the file as their topic and the line, counted from 0, as their
 * offset.
 */
public final class EventFilesSource {

  /** The name that dead letters give history. */
  public static final String HISTORY = "history";

  private EventFilesSource() {}

  /** History: JSON lines in the files, and those in the directories, up to the year 2100. */
  public static FileSource<Ingested> history(List<Path> files) {
    return history(files, EventReader.LATEST_HISTORY, CsvMappings.NONE);
  }

  /**
   * History: the files, and those in the directories.
   *
   * @param latest an event after it becomes a dead letter, {@code TIME_OUT_OF_RANGE}
   * @param mappings which of them are CSV
   */
  public static FileSource<Ingested> history(
      List<Path> files, Instant latest, CsvMappings mappings) {
    if (files.isEmpty()) {
      throw new IllegalArgumentException("No files given; expected at least one");
    }
    return FileSource.forBulkFileFormat(
            new EventFilesFormat(HISTORY, latest, mappings, false), files.toArray(new Path[0]))
        // Flink's own enumerator silently passes over names that begin with a dot or underscore.
        .setFileEnumerator(() -> new NonSplittingRecursiveEnumerator(file -> true))
        .build();
  }

  /**
   * A directory that is watched: each file in it, and in directories below, is read once, when it
   * is found; of several the oldest first. A name that begins with a dot or an underscore, or ends
   * in {@code .tmp} or {@code .part}, is not found, so that files can be written under it.
   *
   * @param name of the source, in dead letters
   * @param every how long between two looks
   * @param mappings which files are CSV
   */
  public static FileSource<Ingested> watched(
      String name, Path directory, Duration every, CsvMappings mappings) {
    return FileSource.forBulkFileFormat(
            new EventFilesFormat(name, EventReader.LATEST_HISTORY, mappings, true), directory)
        .setFileEnumerator(
            () ->
                new NonSplittingRecursiveEnumerator(
                    path -> path.equals(directory) || isComplete(path)))
        .setSplitAssigner(OldestFirst::new)
        .monitorContinuously(every)
        .build();
  }

  private static boolean isComplete(Path file) {
    String name = file.getName();
    return !name.startsWith(".")
        && !name.startsWith("_")
        && !name.endsWith(".tmp")
        && !name.endsWith(".part");
  }
}
