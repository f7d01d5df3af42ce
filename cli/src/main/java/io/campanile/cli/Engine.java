package io.campanile.cli;

import io.campanile.cli.demo.EmbeddedJob;
import io.campanile.connectors.csv.CsvMappings;
import io.campanile.jobs.JobOptions;
import io.campanile.jobs.compare.Difference;
import io.campanile.jobs.release.Release;
import io.campanile.jobs.tally.ReplayTally;
import io.campanile.patterns.PatternFiles;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What the commands need of the pipeline: the one place at which the two meet. */
public interface Engine {

  /** Starts the trigger job in this JVM; returns once it runs, or has begun to. */
  EmbeddedJob startEmbedded(EmbeddedJob.Settings settings) throws Exception;

  /**
   * Runs the same job over files, in event time, to the end.
   *
   * @param progress is told twice a second how far it is
   * @throws java.io.IOException when a file cannot be read or written
   */
  Replayed replay(ReplayRequest request, Consumer<Progress> progress) throws Exception;

  /**
   * Runs two versions of the patterns over the same files, to the end, and compares what they do.
   *
   * @param progress is told twice a second how far it is
   * @throws java.io.IOException when a file cannot be read
   */
  Difference compare(CompareRequest request, Consumer<Progress> progress) throws Exception;

  /**
   * What is to be compared.
   *
   * @param before checked patterns
   * @param after checked patterns
   * @param events files of events, as for a replay
   * @param until event time at which it ends; without it, every wait runs to its end
   * @param mappings which files of events are CSV
   */
  record CompareRequest(
      PatternFiles before,
      PatternFiles after,
      List<Path> events,
      Optional<Instant> until,
      CsvMappings mappings) {}

  /**
   * What is to be replayed.
   *
   * @param patterns a checked directory of patterns
   * @param events files of events, one JSON object a line, in any order; {@code .gz} is unpacked
   * @param out an existing directory for the records
   * @param engine what follows sequences; both find the same
   * @param until event time at which it ends; without it, every wait runs to its end
   * @param mappings which files of events are CSV
   * @param omitsAddresses whether records are written without addresses
   * @param changes the releases that follow the first one, each checked
   */
  record ReplayRequest(
      Path patterns,
      List<Path> events,
      Path out,
      Optional<Instant> until,
      JobOptions.Engine engine,
      CsvMappings mappings,
      boolean omitsAddresses,
      List<Release> changes) {

    /** A replay of JSON lines, whose records hold addresses. */
    public ReplayRequest(
        Path patterns,
        List<Path> events,
        Path out,
        Optional<Instant> until,
        JobOptions.Engine engine) {
      this(patterns, events, out, until, engine, CsvMappings.NONE, false, List.of());
    }
  }

  /** What a replay found: how many of each. */
  record ReplayCounts(
      long events,
      long triggers,
      long decisions,
      long actions,
      long deadLetters,
      long duplicates) {}

  /**
   * What a replay found.
   *
   * @param counts how many of each
   * @param tally summed up, for people to look at
   */
  record Replayed(ReplayCounts counts, ReplayTally tally) {}

  /**
   * How far it is. First everything is read, then everything is decided, then everything is
   * written.
   *
   * @param read events that were read
   * @param decided events of which is known what they lead to
   * @param records what they led to, so far
   * @param written how much of that was written
   */
  record Progress(long read, long decided, long records, long written) {}
}
