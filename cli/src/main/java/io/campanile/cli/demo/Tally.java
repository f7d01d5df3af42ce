package io.campanile.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Counts what comes out of the job, and remembers the latest actions. Safe for several threads. */
final class Tally {

  private final JsonMapper json = new JsonMapper();
  private final Function<String, Optional<String>> firstNames;
  private final Map<String, Long> triggers = new LinkedHashMap<>();
  private final Map<String, Long> decisions = new LinkedHashMap<>();
  private final Map<String, Long> actions = new LinkedHashMap<>();
  private final ArrayDeque<ActionLine> latest = new ArrayDeque<>();
  private final List<ActionLine> news = new ArrayList<>();
  private long deadLetters;

  /**
   * Starts with nothing.
   *
   * @param firstNames from a customer's id to a first name
   */
  Tally(Function<String, Optional<String>> firstNames) {
    this.firstNames = firstNames;
  }

  /**
   * Takes a record in.
   *
   * @throws IOException when it is not a record as its topic promises them
   */
  synchronized void add(String topic, byte[] value) throws IOException {
    if (topic.equals(Topics.DEAD_LETTERS)) {
      deadLetters++;
      return;
    }
    JsonNode tree = json.readTree(value);
    if (topic.equals(Topics.TRIGGERS)) {
      count(triggers, outcome(topic, tree));
    } else if (topic.equals(Topics.DECISIONS)) {
      count(decisions, outcome(topic, tree));
    } else {
      ActionLine action = action(topic, tree);
      count(actions, action.channel());
      news.add(action);
      latest.add(action);
      if (latest.size() > Screen.MOST_ACTIONS) {
        latest.remove();
      }
    }
  }

  /**
   * What is known at one moment.
   *
   * @param counts what was counted so far
   * @param latest the latest actions, newest last
   * @param news the actions since the last taking, oldest first
   */
  record Taken(Snapshot.Counts counts, List<ActionLine> latest, List<ActionLine> news) {}

  /** Everything at one moment, so that what is counted is also shown. */
  synchronized Taken take() {
    Taken taken =
        new Taken(
            new Snapshot.Counts(
                Map.copyOf(triggers), Map.copyOf(decisions), Map.copyOf(actions), deadLetters),
            List.copyOf(latest),
            List.copyOf(news));
    news.clear();
    return taken;
  }

  private static void count(Map<String, Long> counts, String name) {
    counts.merge(name, 1L, Long::sum);
  }

  private static String outcome(String topic, JsonNode tree) throws IOException {
    return text(topic, tree, "/outcome").toLowerCase(Locale.ROOT);
  }

  private ActionLine action(String topic, JsonNode tree) throws IOException {
    String customerId = text(topic, tree, "/customerId");
    Map<String, String> variables = new LinkedHashMap<>();
    tree.path("variables")
        .properties()
        .forEach(variable -> variables.put(variable.getKey(), shown(variable.getValue())));
    return new ActionLine(
        Instant.parse(text(topic, tree, "/decidedAt")),
        ActionLine.zone(tree.path("timezone").asText()),
        firstNames.apply(customerId).orElse(""),
        customerId,
        text(topic, tree, "/channel"),
        text(topic, tree, "/template"),
        text(topic, tree, "/campaign/name"),
        ActionLine.sorted(variables));
  }

  private static String shown(JsonNode value) {
    return value.isTextual() ? value.asText() : value.toString();
  }

  private static String text(String topic, JsonNode tree, String pointer) throws IOException {
    JsonNode value = tree.at(pointer);
    if (!value.isTextual()) {
      throw new IOException(
          "A record of the topic " + topic + " has no text at " + pointer + ": " + tree);
    }
    return value.asText();
  }
}
