package io.campanile.e2e.soak;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * What a run is to be.
 *
 * @param time how long, by our clock
 * @param directory for all its files, and its figures
 * @param patterns the directory of patterns
 * @param times how much faster than life the shop is
 * @param customers how many the shop has at any time
 * @param stay how long each is there, and then how long they are remembered, in event time
 * @param every how long from one sample to the next
 */
record SoakPlan(
    Duration time,
    Path directory,
    Path patterns,
    int times,
    int customers,
    Duration stay,
    Duration every) {

  private static final Map<String, String> DEFAULTS =
      Map.of(
          "--for", "2h",
          "--patterns", "patterns",
          "--times", "600",
          "--customers", "50000",
          "--stay", "5d",
          "--every", "1m");

  /**
   * Reads {@code --for}, {@code --dir} and the others; {@code --dir} has to be there.
   *
   * @throws IllegalArgumentException where something else was found
   */
  static SoakPlan of(String... arguments) {
    Map<String, String> found = new java.util.HashMap<>(DEFAULTS);
    for (int i = 0; i < arguments.length; i += 2) {
      boolean known = DEFAULTS.containsKey(arguments[i]) || arguments[i].equals("--dir");
      if (!known || i + 1 == arguments.length) {
        throw new IllegalArgumentException(
            "Expected --dir DIR and any of " + DEFAULTS + ", found " + String.join(" ", arguments));
      }
      found.put(arguments[i], arguments[i + 1]);
    }
    if (!found.containsKey("--dir")) {
      throw new IllegalArgumentException("Expected --dir DIR, an empty directory");
    }
    return new SoakPlan(
        duration(found, "--for"),
        Path.of(text(found, "--dir")).toAbsolutePath(),
        Path.of(text(found, "--patterns")).toAbsolutePath(),
        Integer.parseInt(text(found, "--times")),
        Integer.parseInt(text(found, "--customers")),
        duration(found, "--stay"),
        duration(found, "--every"));
  }

  private static String text(Map<String, String> found, String name) {
    return found.getOrDefault(name, "");
  }

  /** As in campaigns: {@code 90s}, {@code 100m}, {@code 2h}, {@code 5d}. */
  private static Duration duration(Map<String, String> found, String name) {
    String text = text(found, name);
    if (!text.matches("[1-9]\\d{0,6}[smhd]")) {
      throw new IllegalArgumentException(
          "Expected a time such as 90s, 100m, 2h or 5d for " + name + ", found " + text);
    }
    long count = Long.parseLong(text.substring(0, text.length() - 1));
    return switch (text.charAt(text.length() - 1)) {
      case 's' -> Duration.ofSeconds(count);
      case 'm' -> Duration.ofMinutes(count);
      case 'h' -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }
}
