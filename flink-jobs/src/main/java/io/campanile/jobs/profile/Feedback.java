package io.campanile.jobs.profile;

import io.campanile.model.Channel;
import io.campanile.model.Event;
import io.campanile.model.EventContext;
import io.campanile.model.EventNames;
import io.campanile.model.EventType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an event, that is no {@code identify}, says about reaching the customer: consent that was
 * given or taken back, and messages that did not arrive. Names are those of Segment's specification
 * for email and what providers have made of it for the other channels.
 */
sealed interface Feedback {

  /** Consent for a channel was granted or taken back. */
  record Consent(Channel channel, boolean granted, String basis) implements Feedback {}

  /**
   * A channel's address does not exist, or takes no messages any more.
   *
   * @param address the address, or null where the event does not say which it was
   */
  record Unusable(Channel channel, @Nullable String address, String reason) implements Feedback {}

  /** Reads the events of one name. */
  interface Reading {
    List<Feedback> read(Event event);
  }

  /** What is written to a provider to be left alone, as the networks' rules have it. */
  Set<String> STOP =
      Set.of("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT");

  /** What is written to be let in again. */
  Set<String> START = Set.of("START", "UNSTOP");

  /** Words for what goes away by itself: the address stays usable. */
  Set<String> SOFT =
      Set.of("soft", "transient", "temporary", "undetermined", "blocked", "block", "deferred");

  /** Where providers say how lasting it is, the plainest first. */
  List<String> BOUNCE_KINDS = List.of("bounce_type", "bounceType", "type");

  /** From an event's name to what it means. */
  Map<String, Reading> BY_NAME =
      Map.ofEntries(
          Map.entry(EventNames.CONSENT_GRANTED, event -> said(event, true)),
          Map.entry(EventNames.CONSENT_WITHDRAWN, event -> said(event, false)),
          Map.entry("Unsubscribed", event -> refused(event, channel(event, Channel.EMAIL))),
          Map.entry("Email Unsubscribed", event -> refused(event, Channel.EMAIL)),
          Map.entry("Email Marked as Spam", event -> refused(event, Channel.EMAIL)),
          Map.entry("SMS Unsubscribed", event -> refused(event, Channel.SMS)),
          Map.entry("SMS Received", Feedback::answered),
          Map.entry("Push Unsubscribed", event -> refused(event, Channel.PUSH)),
          Map.entry(EventNames.EMAIL_BOUNCED, event -> bounced(event, Channel.EMAIL, "email")),
          Map.entry(EventNames.SMS_BOUNCED, event -> bounced(event, Channel.SMS, "phone")),
          Map.entry(
              "Push Notification Bounced", event -> bounced(event, Channel.PUSH, "push_token")));

  /** Whether an event may say something of this kind. */
  static boolean isFeedback(Event event) {
    return event.type() == EventType.TRACK && BY_NAME.containsKey(event.name());
  }

  /** What an event says; nothing for most. */
  static List<Feedback> of(Event event) {
    Reading reading = event.type() == EventType.TRACK ? BY_NAME.get(event.name()) : null;
    return reading == null ? List.of() : reading.read(event);
  }

  /** Consent is given for channels that are named; taken back for all, where none is. */
  private static List<Feedback> said(Event event, boolean granted) {
    List<Feedback> all = new ArrayList<>();
    boolean named = false;
    for (String property : List.of("channel", "channels")) {
      Object value = event.properties().get(property);
      named |= value != null;
      for (Object name : value instanceof List<?> list ? list : Arrays.asList(value)) {
        if (name instanceof String text) {
          Channel.of(text.strip().toLowerCase(Locale.ROOT))
              .ifPresent(channel -> all.add(new Consent(channel, granted, basis(event))));
        }
      }
    }
    if (!named && !granted) {
      for (Channel channel : Channel.values()) {
        all.add(new Consent(channel, false, basis(event)));
      }
    }
    return all;
  }

  private static List<Feedback> refused(Event event, Channel channel) {
    return List.of(new Consent(channel, false, basis(event)));
  }

  private static Channel channel(Event event, Channel otherwise) {
    return event.properties().get("channel") instanceof String name
        ? Channel.of(name.strip().toLowerCase(Locale.ROOT)).orElse(otherwise)
        : otherwise;
  }

  /** The event's own word on it, or its name. */
  private static String basis(Event event) {
    return event.properties().get("basis") instanceof String text
            && !text.isBlank()
            && text.length() <= Consents.MAX_BASIS_CHARS
        ? text
        : event.name();
  }

  private static List<Feedback> answered(Event event) {
    for (String property : List.of("body", "text", "message")) {
      if (event.properties().get(property) instanceof String text) {
        String word = text.strip().toUpperCase(Locale.ROOT);
        if (STOP.contains(word)) {
          return List.of(new Consent(Channel.SMS, false, "SMS " + word));
        }
        return START.contains(word)
            ? List.of(new Consent(Channel.SMS, true, "SMS " + word))
            : List.of();
      }
    }
    return List.of();
  }

  private static List<Feedback> bounced(Event event, Channel channel, String property) {
    for (String kind : BOUNCE_KINDS) {
      if (event.properties().get(kind) instanceof String text
          && SOFT.contains(text.strip().toLowerCase(Locale.ROOT))) {
        return List.of();
      }
    }
    return List.of(new Unusable(channel, address(event, property), event.name()));
  }

  private static @Nullable String address(Event event, String property) {
    for (String name : List.of(property, "recipient", "to")) {
      if (event.properties().get(name) instanceof String text && !text.isBlank()) {
        return text;
      }
    }
    return EventContext.text(event, EventContext.ADDRESS);
  }
}
