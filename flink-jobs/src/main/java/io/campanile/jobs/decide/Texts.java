package io.campanile.jobs.decide;

import io.campanile.patterns.Campaign.Repeat;
import io.campanile.patterns.Policy.Window;
import java.time.Duration;
import java.util.Locale;

/** Windows and durations as text, the way the pattern language writes them. */
public final class Texts {

  private Texts() {}

  /** How soon a campaign may be accepted again, as a campaign writes it. */
  public static String of(Repeat repeat) {
    if (repeat instanceof Repeat.Every every) {
      return "every " + of(every.pause());
    }
    return repeat instanceof Repeat.Never ? "never" : "always";
  }

  /** A window as a policy writes it: {@code 7d} or {@code calendar day}. */
  public static String of(Window window) {
    return window instanceof Window.Calendar calendar
        ? "calendar " + calendar.period().name().toLowerCase(Locale.ROOT)
        : of(((Window.Rolling) window).length());
  }

  /**
   * A duration as the language writes it, in the largest unit that holds it whole: {@code 90m},
   * {@code 7d}.
   */
  public static String of(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds % 86_400 == 0 && seconds != 0) {
      return seconds / 86_400 + "d";
    }
    if (seconds % 3_600 == 0 && seconds != 0) {
      return seconds / 3_600 + "h";
    }
    return seconds % 60 == 0 && seconds != 0 ? seconds / 60 + "m" : seconds + "s";
  }
}
