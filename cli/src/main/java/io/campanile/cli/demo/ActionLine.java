package io.campanile.cli.demo;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * An action, as those who watch see it.
 *
 * @param decidedAt event time at which it was sent
 * @param zone the customer's
 * @param firstName the customer's, or empty where nobody knows it
 * @param customerId whom it is for
 * @param channel where it went
 * @param template what was sent
 * @param campaign why
 * @param variables what the template is filled with, as text
 */
record ActionLine(
    Instant decidedAt,
    ZoneId zone,
    String firstName,
    String customerId,
    String channel,
    String template,
    String campaign,
    SortedMap<String, String> variables) {

  /** Where the channel begins in {@link #text}, and where it ends. */
  static final int CHANNEL_FROM = 34;

  static final int CHANNEL_TO = 41;

  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ROOT);

  /** The zone of that name, or UTC. */
  static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      return ZoneOffset.UTC;
    }
  }

  /** Sorted, so that one action always reads the same. */
  static SortedMap<String, String> sorted(Map<String, String> variables) {
    return new TreeMap<>(variables);
  }

  /** One line: local time, customer, channel, template, campaign, variables. */
  String text() {
    String values =
        variables.entrySet().stream()
            .map(variable -> variable.getKey() + "=" + variable.getValue())
            .collect(Collectors.joining(" "));
    String who = firstName.isEmpty() ? customerId : firstName + " " + customerId;
    String line =
        String.format(
            Locale.ROOT,
            "%-11s%-23s%-8s%-22s%-22s%s",
            LOCAL.format(decidedAt.atZone(zone)),
            Texts.cut(who, 22),
            Texts.cut(channel, 7),
            Texts.cut(template, 21),
            Texts.cut(campaign, 21),
            values);
    return Texts.printable(line).stripTrailing();
  }
}
