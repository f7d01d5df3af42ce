package io.campanile.cli.demo;

import java.net.URI;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Draws a {@link Snapshot} as lines: always the same number of them, so that the next drawing
 * covers the last.
 *
 * @param columns width of the terminal
 * @param actionsShown how many of the latest actions are shown
 * @param colour whether lines may hold ANSI colours
 */
record Screen(int columns, int actionsShown, boolean colour) {

  /** How many of the latest actions are shown where there is room for them. */
  static final int MOST_ACTIONS = 12;

  /** Lines above the actions, and the one below them on which the cursor stands. */
  private static final int OTHER_LINES = 11;

  private static final List<String> TRIGGERS = List.of("accepted", "suppressed");
  private static final List<String> DECISIONS = List.of("sent", "deferred", "dropped", "cancelled");
  private static final List<String> CHANNELS = List.of("email", "sms", "push", "ads", "webhook");

  private static final int LABEL_COLUMNS = 12;
  private static final String BOLD = "\u001b[1m";
  private static final String CYAN = "\u001b[36m";
  private static final String PLAIN = "\u001b[0m";
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("EEE d MMM yyyy HH:mm 'UTC'", Locale.ROOT);

  /** A screen that fits: drawing in place works only where all lines are in sight. */
  static Screen fitting(int columns, int rows, boolean colour) {
    return new Screen(columns, Math.max(1, Math.min(rows - OTHER_LINES, MOST_ACTIONS)), colour);
  }

  /** The lines, none longer than the terminal is wide. */
  List<String> render(Snapshot snapshot) {
    List<String> lines = new ArrayList<>();
    lines.add(labelled("Campanile", clock(snapshot)));
    lines.add(labelled("Flink", snapshot.webUi().map(URI::toString).orElse("no web interface")));
    lines.add(labelled("events", events(snapshot)));
    lines.add(labelled("", fates(snapshot.fates())));
    Snapshot.Counts counts = snapshot.counts();
    lines.add(labelled("triggers", counted(TRIGGERS, counts.triggers())));
    lines.add(labelled("decisions", counted(DECISIONS, counts.decisions())));
    lines.add(labelled("actions", counted(CHANNELS, counts.actions())));
    lines.add(labelled("database", database(snapshot)));
    lines.add("");
    lines.add(bold(Texts.cut("latest actions, in the customer's own time", columns), 0, columns));
    List<ActionLine> latest = snapshot.latest();
    int from = Math.max(0, latest.size() - actionsShown);
    for (int i = from; i < from + actionsShown; i++) {
      lines.add(i < latest.size() ? action(latest.get(i)) : "");
    }
    return lines;
  }

  /** The same counts on one line, for logs and pipes. */
  static String summary(Snapshot snapshot) {
    Snapshot.Counts counts = snapshot.counts();
    return String.format(
        Locale.ROOT,
        "-- %s: events %s; %s; triggers %s; decisions %s; actions %s; database %s",
        CLOCK.format(snapshot.simulatedTime().atZone(ZoneOffset.UTC)),
        events(snapshot),
        fates(snapshot.fates()),
        counted(TRIGGERS, counts.triggers()),
        counted(DECISIONS, counts.decisions()),
        counted(CHANNELS, counts.actions()),
        database(snapshot));
  }

  private static String database(Snapshot snapshot) {
    String text = snapshot.database().text();
    return snapshot.database().isUp()
        ? String.format(Locale.ROOT, "%,d records, %s", snapshot.stored(), text)
        : text;
  }

  private static String clock(Snapshot snapshot) {
    String time = CLOCK.format(snapshot.simulatedTime().atZone(ZoneOffset.UTC));
    return String.format(Locale.ROOT, "%s   %,.0f times as fast", time, snapshot.speed());
  }

  private static String events(Snapshot snapshot) {
    return String.format(
        Locale.ROOT, "%,d sent, %,.0f/s", snapshot.eventsSent(), snapshot.eventsPerSecond());
  }

  private static String fates(EventFates fates) {
    return String.format(
        Locale.ROOT,
        "%,d used, %,d duplicate, %,d late, %,d dead letter",
        fates.used(),
        fates.duplicate(),
        fates.late(),
        fates.deadLetter());
  }

  /** The names that are expected, in their order, and then any other. */
  private static String counted(List<String> names, Map<String, Long> counts) {
    List<String> parts = new ArrayList<>();
    for (String name : names) {
      parts.add(String.format(Locale.ROOT, "%,d %s", counts.getOrDefault(name, 0L), name));
    }
    counts.forEach(
        (name, count) -> {
          if (!names.contains(name)) {
            parts.add(String.format(Locale.ROOT, "%,d %s", count, name));
          }
        });
    return String.join(", ", parts);
  }

  private String labelled(String label, String text) {
    String line = String.format(Locale.ROOT, "%-" + LABEL_COLUMNS + "s%s", label, text);
    return bold(Texts.cut(Texts.printable(line), columns), 0, label.length());
  }

  private String action(ActionLine action) {
    String line = Texts.cut(action.text(), columns);
    return styled(line, ActionLine.CHANNEL_FROM, ActionLine.CHANNEL_TO, CYAN);
  }

  private String bold(String line, int from, int to) {
    return styled(line, from, to, BOLD);
  }

  private String styled(String line, int from, int to, String style) {
    int end = Math.min(to, line.length());
    if (!colour || from >= end) {
      return line;
    }
    return line.substring(0, from)
        + style
        + line.substring(from, end)
        + PLAIN
        + line.substring(end);
  }
}
