package io.campanile.jobs.limit;

import java.io.Serializable;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many messages a channel's provider can take.
 *
 * @param messages from 1 to {@link #MOST}
 * @param per the time for so many
 */
public record RateLimit(int messages, Duration per) implements Serializable {

  /** More than any provider takes, and than one subtask should hand on. */
  public static final int MOST = 100_000;

  private static final Pattern TEXT = Pattern.compile("(\\d{1,9})/([smh])");
  private static final Map<String, Duration> UNITS =
      Map.of("s", Duration.ofSeconds(1), "m", Duration.ofMinutes(1), "h", Duration.ofHours(1));

  /** Checks the bounds. */
  public RateLimit {
    if (messages < 1 || messages > MOST) {
      throw new IllegalArgumentException(
          "Found " + messages + " messages, expected 1 to " + MOST + ".");
    }
  }

  /** Reads {@code 50/s}, {@code 600/m} or {@code 10000/h}; empty where it is none of these. */
  public static Optional<RateLimit> read(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    int messages = Integer.parseInt(parts.group(1));
    Duration per = UNITS.get(parts.group(2));
    return per == null || messages < 1 || messages > MOST
        ? Optional.empty()
        : Optional.of(new RateLimit(messages, per));
  }

  /** The time between two messages, were they sent one by one. */
  long intervalNanos() {
    return per.toNanos() / messages;
  }
}
