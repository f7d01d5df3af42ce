package io.campanile.cli.explain;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campanile.model.DecisionRecord;
import io.campanile.model.TriggerRecord;
import io.campanile.model.WireTime;
import java.time.Instant;
import java.util.Locale;

/** An explanation for programs: the same sentences, beside what they speak of. */
public final class ExplanationJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Explanation explanation;
  private final TriggerSentences triggers;

  private ExplanationJson(Explanation explanation) {
    this.explanation = explanation;
    this.triggers = new TriggerSentences(explanation.clock());
  }

  /** The whole story. */
  public static String of(Explanation explanation) {
    ExplanationJson json = new ExplanationJson(explanation);
    ObjectNode root = json.root();
    ArrayNode stories = root.putArray("triggers");
    explanation.triggers().forEach(story -> json.story(stories.addObject(), story));
    return root.toPrettyString();
  }

  /** How things stood at one time. */
  public static String at(Explanation explanation, Instant at) {
    ExplanationJson json = new ExplanationJson(explanation);
    Moment moment = Moment.of(explanation, at);
    ObjectNode root = json.root();
    root.put("at", WireTime.format(at));
    root.put("lastMoment", moment.last().map(WireTime::format).orElse(null));
    ArrayNode happened = root.putArray("happened");
    moment.happened().forEach(story -> json.happened(happened.addObject(), story));
    ArrayNode waiting = root.putArray("waiting");
    for (Moment.Waiting action : moment.waiting()) {
      ObjectNode node = waiting.addObject();
      json.trigger(node, action.story());
      action(node, action.action());
      node.put("comesUpAt", WireTime.format(action.comesUp()));
    }
    return root.toPrettyString();
  }

  private ObjectNode root() {
    ObjectNode root = JSON.createObjectNode();
    root.put("customerId", explanation.customerId());
    root.put("timezone", explanation.zoneIsKnown() ? explanation.zone().getId() : null);
    return root;
  }

  private void happened(ObjectNode node, Moment.Happened happened) {
    trigger(node, happened.story());
    node.put("fired", happened.fired());
    if (happened.fired()) {
      happened.story().record().ifPresent(trigger -> outcome(node, trigger));
    }
    ArrayNode decisions = node.putArray("decisions");
    happened.decisions().forEach(decision -> decision(decisions.addObject(), decision));
  }

  private void story(ObjectNode node, TriggerStory story) {
    trigger(node, story);
    story.record().ifPresent(trigger -> outcome(node, trigger));
    ArrayNode actions = node.putArray("actions");
    for (ActionStory action : story.actions()) {
      ObjectNode told = actions.addObject();
      action(told, action);
      if (story.isAccepted() && action.end().isEmpty()) {
        told.put("comesUpAt", WireTime.format(action.comesUpSeenFrom(Instant.MAX)));
      }
      ArrayNode decisions = told.putArray("decisions");
      action.decisions().forEach(decision -> decision(decisions.addObject(), decision));
    }
  }

  private void trigger(ObjectNode node, TriggerStory story) {
    node.put("triggerId", story.triggerId());
    node.put("campaign", story.campaign());
    node.put("key", story.key());
    node.put(
        "firedAt", story.record().map(TriggerRecord::firedAt).map(WireTime::format).orElse(null));
  }

  private void outcome(ObjectNode node, TriggerRecord trigger) {
    node.put("outcome", word(trigger.outcome()));
    node.put("reason", trigger.reason() == null ? null : trigger.reason().name());
    ArrayNode events = node.putArray("events");
    trigger.events().forEach(events::add);
    ArrayNode sentences = node.putArray("sentences");
    triggers.of(trigger).forEach(sentences::add);
  }

  private static void action(ObjectNode node, ActionStory action) {
    node.put("actionId", action.actionId());
    node.put("channel", action.channel());
    node.put("position", action.position());
    node.put("dueAt", WireTime.format(action.dueAt()));
    node.put("state", action.end().map(end -> word(end.outcome())).orElse("waiting"));
  }

  private void decision(ObjectNode node, DecisionRecord decision) {
    node.put("actionId", decision.actionId());
    node.put("decidedAt", WireTime.format(decision.decidedAt()));
    node.put("outcome", word(decision.outcome()));
    node.put("until", decision.until() == null ? null : WireTime.format(decision.until()));
    node.put("reason", decision.reason() == null ? null : decision.reason().name());
    node.put("rule", decision.rule());
    node.put("sentence", explanation.sentences().of(decision));
  }

  private static String word(Enum<?> outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }
}
