package io.campanile.jobs.customer;

import io.campanile.jobs.decide.Agenda;
import io.campanile.jobs.decide.CapLedger.Sent;
import io.campanile.jobs.decide.Repeats.Accepted;
import io.campanile.jobs.decide.WaitingAction;
import io.campanile.jobs.detect.Sequences;
import io.campanile.model.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that is held about a customer, as JSON values and instants. */
final class HeldData {

  private HeldData() {}

  static Map<String, @Nullable Object> of(Customer customer) {
    Map<String, @Nullable Object> held = new LinkedHashMap<>();
    held.put("profile", new LinkedHashMap<>(customer.profile().view()));
    held.put("consent", customer.profile().consents().details());
    held.put("contactPoints", customer.behaviour().contacts().view(customer.profile()));
    held.put("session", customer.behaviour().sessionView().orElse(Map.of()));
    held.put("segments", customer.behaviour().memberships().names());
    held.put("sequences", sequences(customer.sequences()));
    held.put("waitingActions", waiting(customer.agenda()));
    held.put("sends", sends(customer.agenda()));
    held.put("acceptedTriggers", accepted(customer.agenda()));
    // Of message ids only hashes are held, for a day.
    held.put("messageIds", (long) customer.seenIds().size());
    return held;
  }

  private static List<Object> sequences(Sequences sequences) {
    try {
      List<Object> values = new ArrayList<>();
      for (Sequences.Held held : sequences.held()) {
        Map<String, @Nullable Object> value = new LinkedHashMap<>();
        value.put("campaign", held.campaign());
        value.put("key", held.key());
        value.put("events", held.events().stream().map(HeldData::event).toList());
        values.add(value);
      }
      return values;
    } catch (IOException e) {
      throw new UncheckedIOException("Memory does not fail", e);
    }
  }

  private static Map<String, @Nullable Object> event(Event event) {
    Map<String, @Nullable Object> value = new LinkedHashMap<>();
    value.put("messageId", event.messageId());
    value.put("type", event.type().name().toLowerCase(Locale.ROOT));
    value.put("event", event.name());
    value.put("anonymousId", event.anonymousId());
    value.put("timestamp", Instant.ofEpochMilli(event.timeMillis()));
    value.put("properties", event.properties());
    return value;
  }

  private static List<Object> waiting(Agenda agenda) {
    List<Object> values = new ArrayList<>();
    for (WaitingAction action : agenda.waiting()) {
      Map<String, @Nullable Object> value = new LinkedHashMap<>();
      value.put("triggerId", action.fired().triggerId());
      value.put("campaign", action.fired().campaign());
      value.put("key", action.fired().key());
      value.put("firedAt", Instant.ofEpochMilli(action.fired().firedAtMillis()));
      value.put("action", action.id());
      value.put("channel", action.channel().wireName());
      value.put("dueAt", Instant.ofEpochMilli(action.dueMillis()));
      value.put("events", action.fired().aliases());
      values.add(value);
    }
    return values;
  }

  private static List<Object> sends(Agenda agenda) {
    List<Object> values = new ArrayList<>();
    for (Sent sent : agenda.ledger().sends()) {
      Map<String, @Nullable Object> value = new LinkedHashMap<>();
      value.put("sentAt", Instant.ofEpochMilli(sent.timeMillis()));
      value.put("campaign", sent.campaign());
      value.put("channel", sent.channel().wireName());
      values.add(value);
    }
    return values;
  }

  private static List<Object> accepted(Agenda agenda) {
    List<Object> values = new ArrayList<>();
    for (Map.Entry<String, ? extends Map<String, Accepted>> campaign :
        agenda.repeats().all().entrySet()) {
      for (Map.Entry<String, Accepted> key : campaign.getValue().entrySet()) {
        Map<String, @Nullable Object> value = new LinkedHashMap<>();
        value.put("campaign", campaign.getKey());
        value.put("key", key.getKey());
        value.put("acceptedAt", Instant.ofEpochMilli(key.getValue().timeMillis()));
        values.add(value);
      }
    }
    return values;
  }
}
