package io.campanile.cli.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campanile.cli.explain.StorySentences;
import io.campanile.jobs.tally.Story;
import io.campanile.jobs.tally.Story.Kind;
import io.campanile.model.DecisionRecord;
import io.campanile.model.TriggerRecord;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/** One customer's story for the page: ids, names and reasons, and no address. */
final class StoryJson {

  private StoryJson() {}

  /**
   * The story.
   *
   * @param policyZone the zone of a customer of whom no decision tells another
   */
  static ObjectNode of(Story story, ZoneId policyZone) throws IOException {
    StorySentences sentences =
        new StorySentences(
            story.customerId(),
            records(story, Kind.TRIGGER),
            records(story, Kind.DECISION),
            policyZone);
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", story.customerId());
    node.put("zone", sentences.zone().getId());
    node.put("omitted", story.omitted());
    ArrayNode lines = node.putArray("lines");
    for (Story.Line line : story.lines()) {
      ArrayNode told = lines.addArray().add(line.atMillis());
      switch (line.kind()) {
        case EVENT -> told.add("event").add(line.text());
        case BECAME -> told.add("became").add(line.text());
        case TRIGGER -> trigger(told, sentences.trigger(line.text()), sentences);
        case DECISION -> decision(told, sentences.decision(line.text()), sentences);
      }
    }
    return node;
  }

  private static List<String> records(Story story, Kind kind) {
    return story.lines().stream()
        .filter(line -> line.kind() == kind)
        .map(Story.Line::text)
        .toList();
  }

  private static void trigger(ArrayNode told, TriggerRecord trigger, StorySentences sentences) {
    boolean accepted = trigger.outcome() == TriggerRecord.Outcome.ACCEPTED;
    told.add("trigger").add(trigger.campaign()).add(trigger.key());
    told.add(accepted ? "" : String.valueOf(trigger.reason()));
    told.add(accepted ? sentences.because(trigger) : sentence(sentences.reason(trigger)));
  }

  private static void decision(ArrayNode told, DecisionRecord decision, StorySentences sentences) {
    boolean sent = decision.outcome() == DecisionRecord.Outcome.SENT;
    told.add(decision.outcome().name().toLowerCase(Locale.ROOT));
    told.add(decision.campaign()).add(decision.key());
    told.add(sent ? "" : String.valueOf(decision.reason()));
    told.add(sent ? "" : sentence(sentences.reason(decision)));
    told.add(decision.channel().wireName());
    if (decision.until() != null) {
      told.add(decision.until().toEpochMilli());
    }
  }

  private static String sentence(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + ".";
  }
}
