package io.campanile.cli.diff;

import io.campanile.cli.explain.StorySentences;
import io.campanile.jobs.compare.Change;
import io.campanile.jobs.compare.Example;
import io.campanile.jobs.compare.Why;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How differences are put into words. */
final class DiffWords {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE d MMM uuuu HH:mm", Locale.ENGLISH);

  private DiffWords() {}

  /** A number with thousands parted. */
  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code +12}, {@code −3}, {@code ±0}. */
  static String signed(long number) {
    return number == 0 ? "±0" : (number > 0 ? "+" : "−") + number(Math.abs(number));
  }

  /** {@code 1 customer}, {@code 2 customers}. */
  static String counted(long count, String thing) {
    return number(count) + " " + thing + (count == 1 ? "" : "s");
  }

  /** {@code now CAPPED promo-weekly}, or words where no record has the reason. */
  static String reason(Why why) {
    boolean before = why.change() == Change.MORE;
    String was = before ? "was " : "now ";
    return switch (why.reason()) {
      case Why.NO_CAMPAIGN -> before ? "the campaign is new" : "the campaign is gone";
      case Why.NO_ACTION -> before ? "the action is new" : "the action is gone";
      case Why.NOT_FIRED -> before ? "before, it did not fire" : "does not fire any more";
      case Why.PAUSED -> was + "paused";
      default -> was + (why.reason() + " " + why.rule()).strip();
    };
  }

  /** What is different for a customer, in one or two sentences. */
  static String of(Example example) throws IOException {
    ZoneId zone = zone(example.zone());
    return switch (example.change()) {
      case SAME -> "As before.";
      case CHANGED ->
          "At "
              + time(example.afterMillis(), zone)
              + ", but with other content: "
              + what(example)
              + ".";
      case MOVED ->
          "At "
              + time(example.afterMillis(), zone)
              + " instead of "
              + time(example.beforeMillis(), zone)
              + ", "
              + apart(example.afterMillis() - example.beforeMillis())
              + ".";
      case MORE ->
          "Now at "
              + time(example.afterMillis(), zone)
              + (example.record().isEmpty() ? ": " : ". Before: ")
              + why(example)
              + ".";
      case FEWER ->
          "Not any more at " + time(example.beforeMillis(), zone) + ": " + why(example) + ".";
    };
  }

  private static String what(Example example) {
    return String.join(", ", example.what());
  }

  /** Why the version that does not send it does not, as the part of a sentence. */
  private static String why(Example example) throws IOException {
    Why why =
        new Why(
            example.campaign(),
            example.channel(),
            example.change(),
            example.reason(),
            example.rule());
    if (example.record().isEmpty()) {
      return reason(why);
    }
    boolean trigger = !example.record().contains("\"actionId\"");
    StorySentences sentences =
        new StorySentences(
            example.customerId(),
            trigger ? List.of(example.record()) : List.of(),
            withSent(example, trigger),
            zone(example.zone()));
    String words =
        trigger
            ? sentences.reason(sentences.trigger(example.record()))
            : sentences.reason(sentences.decision(example.record()));
    return words + " [" + example.reason() + "]";
  }

  private static List<String> withSent(Example example, boolean trigger) {
    List<String> decisions = new ArrayList<>(example.sent());
    if (!trigger) {
      decisions.add(example.record());
    }
    return decisions;
  }

  private static ZoneId zone(String name) {
    return ZoneId.getAvailableZoneIds().contains(name) ? ZoneId.of(name) : ZoneId.of("UTC");
  }

  static String time(long millis, ZoneId zone) {
    return TIME.format(Instant.ofEpochMilli(millis).atZone(zone));
  }

  /** {@code 2 hours later}, in the largest unit. */
  private static String apart(long laterMillis) {
    Duration apart = Duration.ofMillis(Math.abs(laterMillis));
    String words =
        apart.toDays() > 0
            ? counted(apart.toDays(), "day")
            : apart.toHours() > 0
                ? counted(apart.toHours(), "hour")
                : apart.toMinutes() > 0
                    ? counted(apart.toMinutes(), "minute")
                    : counted(apart.toSeconds(), "second");
    return words + (laterMillis < 0 ? " earlier" : " later");
  }
}
