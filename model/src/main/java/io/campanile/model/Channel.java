package io.campanile.model;

import java.util.Locale;
import java.util.Optional;

/** Where an action goes. */
public enum Channel {
  EMAIL,
  SMS,
  PUSH,
  ADS,
  WEBHOOK;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** The name in patterns, records and topics: {@code email}, {@code sms}, … */
  public String wireName() {
    return wireName;
  }

  /** The channel with this {@link #wireName}, if there is one. */
  public static Optional<Channel> of(String wireName) {
    for (Channel channel : values()) {
      if (channel.wireName.equals(wireName)) {
        return Optional.of(channel);
      }
    }
    return Optional.empty();
  }
}
