package io.campanile.jobs.topics;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A topic that the job reads or writes, and how it should be.
 *
 * @param name its whole name, prefix included
 * @param needed whether the job cannot run without it; a command makes one that is not
 * @param keptWhole whether it is one whose order, or whose reader, asks for few partitions
 * @param settings Kafka's settings of a topic that is made: retention, compaction, …
 */
public record WantedTopic(
    String name, Use use, boolean needed, boolean keptWhole, SortedMap<String, String> settings) {

  /** What a topic is for. */
  public enum Use {
    /** The job reads it. */
    READ,
    /** The job writes it. */
    WRITE,
    /** The job follows the releases in it, which others write. */
    FOLLOW
  }

  /** What Kafka calls deletion by age. */
  static final String DELETE = "delete";

  /** What Kafka calls keeping the latest record of each key. */
  static final String COMPACT = "compact";

  static final String CLEANUP = "cleanup.policy";
  static final String RETENTION = "retention.ms";
  static final String TIMESTAMPS = "message.timestamp.type";
  static final String ARRIVAL = "LogAppendTime";
  static final String MAX_BYTES = "max.message.bytes";

  static SortedMap<String, String> sorted(Map<String, String> settings) {
    return new TreeMap<>(settings);
  }

  /** Whether the latest record of each key is to stay. */
  boolean isCompacted() {
    return COMPACT.equals(settings.get(CLEANUP));
  }
}
