package io.campanile.connectors.kafka;

import java.time.Duration;

/** What all settings here must be. */
final class KafkaSettings {

  private KafkaSettings() {}

  static void requireText(String setting, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(setting + ": found nothing, expected some text");
    }
  }

  static void requirePositive(String setting, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(
          setting + ": found " + value + ", expected more than nothing");
    }
  }
}
