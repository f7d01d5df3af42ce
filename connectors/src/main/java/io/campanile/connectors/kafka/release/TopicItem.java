package io.campanile.connectors.kafka.release;

/** What is read from the topic of releases. */
sealed interface TopicItem {

  /** Somebody published something. */
  record Said(long offset, String text) implements TopicItem {}

  /** All that was published up to this time has been read. */
  record ReadUpTo(long timeMillis) implements TopicItem {}
}
