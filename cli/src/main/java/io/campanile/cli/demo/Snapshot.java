package io.campanile.cli.demo;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that the terminal shows, at one moment.
 *
 * @param simulatedTime time in the shop
 * @param speed simulated seconds a second
 * @param webUi Flink's own pages
 * @param eventsSent records sent to the events' topics, duplicates and broken ones among them
 * @param eventsPerSecond records sent in the last seconds, a second
 * @param fates what became of them, where the job has said so
 * @param database how the database is
 * @param stored records that are in it
 * @param counts what came out
 * @param latest the latest actions, newest last
 */
record Snapshot(
    Instant simulatedTime,
    double speed,
    Optional<URI> webUi,
    long eventsSent,
    double eventsPerSecond,
    EventFates fates,
    DemoDatabase.Status database,
    long stored,
    Counts counts,
    List<ActionLine> latest) {

  /**
   * What came out, counted from the topics.
   *
   * @param triggers by outcome
   * @param decisions by outcome
   * @param actions by channel
   * @param deadLetters records that could not be used
   */
  record Counts(
      Map<String, Long> triggers,
      Map<String, Long> decisions,
      Map<String, Long> actions,
      long deadLetters) {

    /** All actions of all channels. */
    long allActions() {
      return actions.values().stream().mapToLong(Long::longValue).sum();
    }
  }
}
