package io.campanile.jobs.tally;

import io.campanile.connectors.json.RecordJson;
import io.campanile.jobs.identity.IdentityEvents;
import io.campanile.model.DecisionRecord;
import io.campanile.model.DecisionRecord.Outcome;
import io.campanile.model.Event;
import io.campanile.model.TriggerRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The last lines of the customer that is looked at, kept as they came until somebody asks. */
final class CustomerLines {

  /** Lines of a customer that are kept. */
  static final int MOST = 120;

  private final ArrayDeque<Object> lines = new ArrayDeque<>();
  private long omitted;

  void took(Event event) {
    if (IdentityEvents.isHandover(event)) {
      IdentityEvents.handedOver(event).forEach(this::keep);
    } else {
      keep(event);
    }
  }

  void trigger(TriggerRecord trigger) {
    keep(trigger);
  }

  void decision(DecisionRecord decision) {
    keep(decision);
  }

  private void keep(Object line) {
    if (lines.size() == MOST) {
      lines.removeFirst();
      omitted++;
    }
    lines.addLast(line);
  }

  void clear() {
    lines.clear();
    omitted = 0;
  }

  /** What happened to the customer, of what is kept. */
  Set<String> things() {
    Set<String> things = new TreeSet<>();
    for (Object line : lines) {
      if (line instanceof TriggerRecord trigger && trigger.reason() != null) {
        things.add("2 " + trigger.reason() + " " + trigger.campaign());
      } else if (line instanceof DecisionRecord decision) {
        boolean sent = decision.outcome() == Outcome.SENT;
        String what = sent ? "0 SENT" : "1 " + decision.outcome() + " " + decision.reason();
        things.add(what + " " + decision.campaign());
      }
    }
    things.add(things.isEmpty() ? "4 NOTHING" : Samples.ANYTHING);
    return things;
  }

  /** The lines, in the order of their times: what a visitor did comes in when it is known. */
  Story story(String customerId) {
    List<Story.Line> told =
        lines.stream()
            .flatMap(CustomerLines::told)
            .sorted(Comparator.comparingLong(Story.Line::atMillis))
            .toList();
    return new Story(customerId, omitted, told);
  }

  private static Stream<Story.Line> told(Object line) {
    if (line instanceof TriggerRecord trigger) {
      return Stream.of(
          new Story.Line(
              trigger.firedAt().toEpochMilli(),
              Story.Kind.TRIGGER,
              new String(RecordJson.write(trigger), StandardCharsets.UTF_8)));
    }
    if (line instanceof DecisionRecord decision) {
      return Stream.of(
          new Story.Line(
              decision.decidedAt().toEpochMilli(),
              Story.Kind.DECISION,
              new String(RecordJson.write(decision), StandardCharsets.UTF_8)));
    }
    return told((Event) line);
  }

  private static Stream<Story.Line> told(Event event) {
    if (IdentityEvents.isDeparture(event)) {
      String customer = IdentityEvents.newCustomer(event);
      return Stream.of(new Story.Line(event.timeMillis(), Story.Kind.BECAME, customer));
    }
    return switch (event.type()) {
      case TRACK, PAGE, SCREEN ->
          Stream.of(new Story.Line(event.timeMillis(), Story.Kind.EVENT, event.name()));
      case IDENTIFY, ALIAS, GROUP ->
          Stream.of(
              new Story.Line(
                  event.timeMillis(),
                  Story.Kind.EVENT,
                  event.type().name().toLowerCase(Locale.ROOT)));
      case IDENTITY -> Stream.empty();
    };
  }
}
