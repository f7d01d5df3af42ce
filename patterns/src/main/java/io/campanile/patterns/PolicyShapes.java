package io.campanile.patterns;

import java.util.List;
import java.util.Map;

/** The keys of the policy, and of the file of templates. */
final class PolicyShapes {

  private static final Form TIME_OF_DAY =
      new Form.Pattern("([01][0-9]|2[0-3]):[0-5][0-9]", "a time of day");
  private static final Form CHANNELS = new Form.Several(CampaignShapes.CHANNEL, 1);
  private static final Form WORDS = new Form.Several(new Form.Text(), 1);
  private static final Form THEN = new Form.Choice(Words.THEN.keySet());

  static final Shape CHANNEL =
      Shape.of("channel", "How a channel reaches a customer.")
          .optional(
              "address",
              new Form.Cel(List.of("profile")),
              "no address is needed",
              "Where the address is found in the profile.",
              "profile.email")
          .build();

  static final Shape QUIET_HOURS =
      Shape.of("quiet hours", "A daily time without messages, in the customer's local time.")
          .required("channels", CHANNELS, "Which channels.", "[sms, push]")
          .required("from", TIME_OF_DAY, "Belongs to the quiet time.", "\"21:00\"")
          .required("to", TIME_OF_DAY, "Does not belong to it any more.", "\"09:00\"")
          .optional("then", THEN, "defer", "`defer` waits for the end, `drop` does not.", "drop")
          .build();

  static final Shape CAP =
      Shape.of("cap", "How many messages are enough.")
          .required("name", new Form.Text(), "Decisions give it as their reason.", "sms-daily")
          .optional("channels", CHANNELS, "all", "On which channels.", "[sms]")
          .optional("tags", WORDS, "all", "Of campaigns with any of these tags.", "[promotional]")
          .optional("campaigns", WORDS, "all", "Of these campaigns.", "[cart-abandonment]")
          .required("at-most", new Form.Whole(1, CapReader.MAX_AT_MOST), "How many messages.", "3")
          .required(
              "in",
              new Form.Pattern(
                  "[0-9]{1,12}[smhdw]|calendar +(day|week|month)",
                  "a duration, `calendar day`, `calendar week` or `calendar month`"),
              "In which time: rolling, or since the customer's local midnight.",
              "7d")
          .optional(
              "then",
              THEN,
              "drop",
              "What becomes of the next one: `drop`, or `defer` until the cap allows it.",
              "defer")
          .build();

  static final Shape HOLDOUT =
      Shape.of("holdout", "The share of customers who get no marketing, to measure against.")
          .required("percent", new Form.Decimal(0, 100), "How many of a hundred.", "5")
          .required("salt", new Form.Text(), "Another word holds out others.", "spring")
          .build();

  static final Shape SESSION =
      Shape.of("session", "What belongs together as one visit.")
          .required(
              "timeout",
              new Form.Time(),
              "A session ends that long after its last event; at most 1d.",
              "30m")
          .build();

  static final Shape POLICY =
      Shape.of("policy", "What holds for all campaigns. Every part of it may be left out.")
          .optional(
              "time-zone",
              new Form.Text(),
              "UTC",
              "For a customer whose profile has no valid `timezone`: the name of a place.",
              "Europe/London")
          .optional(
              "grace",
              new Form.Time(),
              "6h",
              "How long after it came up a message may still be sent, after an outage and by the"
                  + " sender.",
              "6h")
          .optional(
              "max-defer",
              new Form.Time(),
              "3d",
              "How long after it was due a cap may put an action off.",
              "3d")
          .optional(
              "consent",
              byChannel("consent", new Form.Choice(Words.CONSENT.keySet())),
              "none",
              "By channel: `opt-in` must have been granted, `opt-out` must not have been refused,"
                  + " `none` asks nothing.",
              "{email: opt-in, push: opt-out}")
          .optional(
              "channels",
              byChannel("addresses", new Form.Keys(CHANNEL)),
              "",
              "By channel: where its address is found.",
              "{email: {address: profile.email}, ads: {}}")
          .optional(
              "quiet-hours",
              new Form.Several(new Form.Keys(QUIET_HOURS), 0),
              "",
              "When nothing is sent.",
              "[{channels: [sms], from: \"21:00\", to: \"09:00\"}]")
          .optional(
              "caps",
              new Form.Several(new Form.Keys(CAP), 0),
              "",
              "How many messages are enough; looked at in this order.",
              "[{name: sms-daily, channels: [sms], at-most: 1, in: calendar day}]")
          .optional(
              "holdout",
              new Form.Keys(HOLDOUT),
              "nobody",
              "Customers who get no marketing, to measure against.",
              "{percent: 5, salt: spring}")
          .optional(
              "session",
              new Form.Keys(SESSION),
              "30m",
              "When a visit ends, for `profile.session` and traits `over: session`.",
              "{timeout: 30m}")
          .build();

  static final Shape TEMPLATE =
      Shape.of("template", "What the sender of a channel has under this name.")
          .optional("channels", CHANNELS, "all", "For which channels.", "[email]")
          .optional(
              "variables",
              new Form.Several(new Form.Text(), 0),
              "any",
              "What it is filled with, each of them always.",
              "[product, name]")
          .build();

  private PolicyShapes() {}

  private static Form byChannel(String what, Form value) {
    Shape.Builder shape = Shape.of(what + " by channel", "A channel on each line.");
    Map<String, String> meanings =
        Map.of(
            "email", "Email.",
            "sms", "Text messages.",
            "push", "Push messages to an app.",
            "ads", "Audiences of advertising networks.",
            "webhook", "A call to another system.");
    for (String channel : Words.CHANNELS.keySet()) {
      shape.optional(channel, value, "", meanings.getOrDefault(channel, ""), "");
    }
    return new Form.Keys(shape.build());
  }
}
