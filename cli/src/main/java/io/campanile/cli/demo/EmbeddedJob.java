package io.campanile.cli.demo;

import io.campanile.connectors.database.DatabaseSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The trigger job, running in this JVM between the topics of a broker. */
public interface EmbeddedJob extends AutoCloseable {

  /**
   * What a job needs to know.
   *
   * @param bootstrapServers the broker
   * @param eventTopics topics to read from their beginning; the record's timestamp is the arrival
   * @param patterns a checked directory of patterns
   * @param workDir an empty directory for checkpoints, state and whatever else; deleted afterwards
   */
  record Settings(String bootstrapServers, List<String> eventTopics, Path patterns, Path workDir) {}

  /** Flink's own pages, where the job shows them. */
  Optional<URI> webUi();

  /** The fate of the events so far; may be asked several times a second, from another thread. */
  EventFates fates();

  /** Begins to write the records to a database too, whose tables it makes. */
  void writeInto(DatabaseSettings settings) throws Exception;

  /** How many records are in the database; may be asked several times a second. */
  long stored();

  /**
   * Completes when the job has ended: with an exception where it failed for good. An unbounded job
   * that nobody closes never completes it otherwise.
   */
  CompletableFuture<Void> ended();

  /** Ends the job and everything that was started for it; more than once does no harm. */
  @Override
  void close() throws IOException;
}
