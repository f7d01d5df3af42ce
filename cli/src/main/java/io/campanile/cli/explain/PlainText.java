package io.campanile.cli.explain;

import io.campanile.model.DecisionRecord;
import io.campanile.model.DecisionRecord.Outcome;
import io.campanile.model.TriggerRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An explanation to be read: one line a sentence, one block a trigger. */
public final class PlainText {

  private static final String INDENT = "  ";

  private final Explanation explanation;
  private final TriggerSentences triggers;
  private final List<String> lines = new ArrayList<>();

  private PlainText(Explanation explanation) {
    this.explanation = explanation;
    this.triggers = new TriggerSentences(explanation.clock());
  }

  /** The whole story. */
  public static List<String> of(Explanation explanation) {
    PlainText text = new PlainText(explanation);
    text.heading();
    text.counts();
    explanation.triggers().forEach(text::story);
    return List.copyOf(text.lines);
  }

  /** How things stood at one time. */
  public static List<String> at(Explanation explanation, Instant at) {
    PlainText text = new PlainText(explanation);
    text.heading();
    text.moment(Moment.of(explanation, at));
    return List.copyOf(text.lines);
  }

  private void heading() {
    lines.add(
        "Customer "
            + Words.printable(explanation.customerId())
            + ". Times are "
            + explanation.zone().getId()
            + (explanation.zoneIsKnown() ? "." : ": no decision says where the customer is."));
  }

  private void counts() {
    long suppressed = explanation.triggers().stream().filter(story -> !story.isAccepted()).count();
    int fired = explanation.triggers().size();
    StringBuilder text = new StringBuilder(LocalClock.counted(fired, "trigger") + " fired");
    if (suppressed > 0) {
      text.append(", ").append(suppressed == fired ? "all" : suppressed).append(" suppressed");
    }
    List<String> ends = new ArrayList<>();
    end(ends, explanation.count(Outcome.SENT), "sent");
    end(ends, explanation.count(Outcome.DROPPED), "not sent");
    end(ends, explanation.count(Outcome.CANCELLED), "taken back");
    end(ends, explanation.countWaiting(), "waiting");
    text.append(ends.isEmpty() ? "." : "; actions: " + String.join(", ", ends) + ".");
    lines.add(text.toString());
  }

  private static void end(List<String> ends, long count, String word) {
    if (count > 0) {
      ends.add(count + " " + word);
    }
  }

  private void story(TriggerStory story) {
    lines.add("");
    lines.add(triggers.title(story));
    story.record().ifPresent(this::trigger);
    story.actions().forEach(action -> action(story, action));
  }

  /** One line, where all there is to say was decided when it was due. */
  private void action(TriggerStory story, ActionStory action) {
    List<String> sentences =
        new ArrayList<>(action.decisions().stream().map(explanation.sentences()::of).toList());
    if (story.isAccepted() && action.end().isEmpty()) {
      sentences.add(explanation.sentences().waiting(action.comesUpSeenFrom(Instant.MAX)));
    }
    String name = INDENT + name(story, action);
    boolean decidedWhenDue =
        action.end().map(end -> end.decidedAt().equals(action.dueAt())).orElse(true);
    if (sentences.size() == 1 && decidedWhenDue) {
      lines.add(name + ": " + sentences.get(0));
      return;
    }
    boolean atOnce = action.dueAt().equals(story.startedAt());
    lines.add(
        name + ", due at " + (atOnce ? "once" : explanation.clock().full(action.dueAt())) + ":");
    sentences.forEach(sentence -> lines.add(INDENT + INDENT + sentence));
  }

  private void trigger(TriggerRecord trigger) {
    triggers.of(trigger).forEach(sentence -> lines.add(INDENT + sentence));
  }

  private static String name(TriggerStory story, ActionStory action) {
    return Words.printable(action.channel())
        + (story.sharesChannel(action) ? " (position " + action.position() + ")" : "");
  }

  private void moment(Moment moment) {
    LocalClock clock = explanation.clock();
    String at = clock.full(moment.at());
    lines.add("");
    if (moment.last().isEmpty()) {
      lines.add("Nothing had happened by " + at + first(clock) + ".");
      return;
    }
    Instant last = moment.last().get();
    lines.add(
        last.equals(moment.at())
            ? "What happened at " + at + ":"
            : "What happened last before " + at + ", at " + clock.full(last) + ":");
    moment.happened().forEach(this::happened);
    lines.add("");
    lines.add(
        (moment.waiting().isEmpty() ? "Nothing waited at " : "What waited at ")
            + at
            + (moment.waiting().isEmpty() ? "." : ":"));
    moment.waiting().forEach(this::waiting);
  }

  private String first(LocalClock clock) {
    Optional<Instant> first =
        explanation.triggers().stream().map(TriggerStory::startedAt).findFirst();
    return first.map(time -> "; the first trigger fired at " + clock.full(time)).orElse("");
  }

  private void happened(Moment.Happened happened) {
    TriggerStory story = happened.story();
    lines.add(INDENT + triggers.title(story));
    if (happened.fired()) {
      story
          .record()
          .ifPresent(
              trigger ->
                  triggers.of(trigger).forEach(sentence -> lines.add(INDENT + INDENT + sentence)));
    }
    for (ActionStory action : story.actions()) {
      for (DecisionRecord decision : happened.decisions()) {
        if (decision.actionId().equals(action.actionId())) {
          lines.add(
              INDENT + INDENT + name(story, action) + ": " + explanation.sentences().of(decision));
        }
      }
    }
  }

  private void waiting(Moment.Waiting waiting) {
    LocalClock clock = explanation.clock();
    boolean putOff = !waiting.comesUp().equals(waiting.action().dueAt());
    lines.add(
        INDENT
            + name(waiting.story(), waiting.action())
            + " of "
            + Words.printable(waiting.story().campaign())
            + (putOff ? ", put off until " : ", due at ")
            + clock.full(waiting.comesUp())
            + ".");
    // What became of it is what one wants to know next.
    waiting
        .action()
        .end()
        .ifPresent(end -> lines.add(INDENT + INDENT + "Later: " + explanation.sentences().of(end)));
  }
}
