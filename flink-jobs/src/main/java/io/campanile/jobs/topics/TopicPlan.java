package io.campanile.jobs.topics;

import static io.campanile.jobs.topics.WantedTopic.ARRIVAL;
import static io.campanile.jobs.topics.WantedTopic.CLEANUP;
import static io.campanile.jobs.topics.WantedTopic.COMPACT;
import static io.campanile.jobs.topics.WantedTopic.DELETE;
import static io.campanile.jobs.topics.WantedTopic.MAX_BYTES;
import static io.campanile.jobs.topics.WantedTopic.RETENTION;
import static io.campanile.jobs.topics.WantedTopic.TIMESTAMPS;
import static io.campanile.jobs.topics.WantedTopic.sorted;

import io.campanile.connectors.kafka.EventTopics;
import io.campanile.connectors.kafka.release.ReleaseLog;
import io.campanile.connectors.output.Stream;
import io.campanile.jobs.live.LiveConfig;
import io.campanile.jobs.topics.WantedTopic.Use;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * The topics of one configuration.
 *
 * @param topics each once, what is read first
 * @param patterns regular expressions by which further topics are read
 */
public record TopicPlan(List<WantedTopic> topics, List<String> patterns) {

  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration MONTH = Duration.ofDays(30);
  private static final Duration QUARTER = Duration.ofDays(90);
  private static final Duration YEAR = Duration.ofDays(400);

  /** What this configuration reads and writes. */
  public static TopicPlan of(LiveConfig config) {
    Map<String, WantedTopic> topics = new LinkedHashMap<>();
    List<String> patterns = new ArrayList<>();
    for (LiveConfig.Source source : config.sources()) {
      if (source.input() instanceof LiveConfig.Input.Topics input) {
        if (input.topics() instanceof EventTopics.Named named) {
          named.names().forEach(name -> topics.put(name, read(name)));
        } else if (input.topics() instanceof EventTopics.Matching matching) {
          patterns.add(matching.pattern());
        }
      }
    }
    String releases = config.releases().topic(config.kafka()).name();
    topics.put(releases, followed(releases));
    for (Stream stream : Stream.values()) {
      String name = config.kafka().topicPrefix() + stream.topic();
      topics.put(name, written(name, stream));
    }
    String resent = resentLetters(config);
    topics.put(
        resent, new WantedTopic(resent, Use.WRITE, false, true, sorted(Map.of(CLEANUP, COMPACT))));
    return new TopicPlan(List.copyOf(topics.values()), List.copyOf(patterns));
  }

  /** The topic that knows which dead letters were sent again. */
  public static String resentLetters(LiveConfig config) {
    return config.kafka().topicPrefix() + Stream.DEAD_LETTERS.topic() + ".resent";
  }

  /** A record's timestamp is taken as its arrival, which only the broker knows. */
  private static WantedTopic read(String name) {
    return new WantedTopic(
        name,
        Use.READ,
        true,
        false,
        sorted(Map.of(CLEANUP, DELETE, RETENTION, millis(WEEK), TIMESTAMPS, ARRIVAL)));
  }

  /** One partition, for releases have one order; the brokers' bound may be less than a release. */
  private static WantedTopic followed(String name) {
    return new WantedTopic(
        name,
        Use.FOLLOW,
        false,
        true,
        sorted(Map.of(CLEANUP, COMPACT, MAX_BYTES, Integer.toString(ReleaseLog.MAX_BYTES))));
  }

  private static WantedTopic written(String name, Stream stream) {
    return switch (stream) {
      case ACTIONS_EMAIL, ACTIONS_SMS, ACTIONS_PUSH, ACTIONS_ADS, ACTIONS_WEBHOOK ->
          new WantedTopic(name, Use.WRITE, true, false, deletedAfter(WEEK));
      case TRIGGERS, DECISIONS ->
          new WantedTopic(name, Use.WRITE, true, false, deletedAfter(QUARTER));
      case SEGMENTS -> new WantedTopic(name, Use.WRITE, true, false, deletedAfter(YEAR));
      case PROFILES ->
          new WantedTopic(name, Use.WRITE, true, false, sorted(Map.of(CLEANUP, COMPACT)));
      // What nobody may keep longer than it is needed, and what one person reads.
      case PRIVACY, DEAD_LETTERS ->
          new WantedTopic(name, Use.WRITE, true, true, deletedAfter(MONTH));
    };
  }

  private static SortedMap<String, String> deletedAfter(Duration age) {
    return sorted(Map.of(CLEANUP, DELETE, RETENTION, millis(age)));
  }

  private static String millis(Duration duration) {
    return Long.toString(duration.toMillis());
  }
}
