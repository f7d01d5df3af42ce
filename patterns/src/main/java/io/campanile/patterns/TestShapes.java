package io.campanile.patterns;

import io.campanile.model.DecisionRecord;
import io.campanile.model.TriggerRecord;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The keys of tests. */
final class TestShapes {

  static final String MOMENT = "([1-9][0-9]{0,3} +)?([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?";

  private static final Form AT = new Form.Pattern(MOMENT, "a time of day, or a day and a time");
  private static final String AT_MEANING =
      "When, in the policy's time zone: `\"10:00\"` on the first day, `\"2 10:00\"` on the second.";
  private static final Form OBJECT = new Form.Named("", new Form.Anything());

  static final Shape EVENT =
      Shape.of(
              "event of a test",
              "Something that the customer does, or that is said of the customer. Every other key is a"
                  + " property of the event.")
          .required("at", AT, AT_MEANING, "\"10:00\"")
          .optional("event", new Form.Text(), "", "The event's name.", "Product Added")
          .optional(
              "identify",
              OBJECT,
              "",
              "Instead of an event: what is said of the customer from then on.",
              "{consent: {sms: false}}")
          .optional(
              "properties",
              OBJECT,
              "",
              "Properties whose names are keys here already, such as `at`.",
              "{at: till}")
          .optional(
              "context",
              OBJECT,
              "",
              "What is known around the event: `channel`, `page`, `device`, `campaign`, `address`.",
              "{channel: offline}")
          .oneOf("event", "identify")
          .andOthers();

  static final Shape EXPECTATION =
      Shape.of(
              "expectation",
              "What comes of it. Every message and every cancellation has to be listed; the rest where"
                  + " the test wants to see it.")
          .required("at", AT, AT_MEANING, "\"11:00\"")
          .optional(
              "send", CampaignShapes.CHANNEL, "", "A message is sent on this channel.", "email")
          .optional(
              "cancelled",
              CampaignShapes.CHANNEL,
              "",
              "A waiting message of this channel is taken back.",
              "ads")
          .optional(
              "dropped", CampaignShapes.CHANNEL, "", "A message of this channel is dropped.", "sms")
          .optional(
              "deferred",
              CampaignShapes.CHANNEL,
              "",
              "A message of this channel is put off.",
              "sms")
          .optional("fires", CampaignShapes.NAME, "", "This campaign is triggered.", "win-back")
          .optional(
              "suppressed",
              CampaignShapes.NAME,
              "",
              "This campaign fires, and the trigger is suppressed.",
              "win-back")
          .optional(
              "enters", CampaignShapes.NAME, "", "The customer enters this segment.", "lapsed")
          .optional(
              "leaves", CampaignShapes.NAME, "", "The customer leaves this segment.", "lapsed")
          .optional("template", new Form.Text(), "any", "What is sent.", "cart-reminder")
          .optional(
              "variables", OBJECT, "any", "What the template is filled with.", "{product: p-1}")
          .optional(
              "reason",
              new Form.Choice(reasons()),
              "any",
              "Why it was dropped, deferred or suppressed.",
              "CAPPED")
          .optional("rule", new Form.Text(), "any", "Which cap decided.", "sms-daily")
          .optional("until", AT, "any", "Until when it is put off.", "\"2 09:00\"")
          .optional(
              "campaign", CampaignShapes.NAME, "any", "Whose message it is.", "cart-abandonment")
          .optional("per", new Form.Text(), "any", "The value of `per`.", "p-1")
          .oneOf(
              "send", "cancelled", "dropped", "deferred", "fires", "suppressed", "enters", "leaves")
          .build();

  static final Shape CASE =
      Shape.of("test", "What happens to one customer, and what comes of it.")
          .required(
              "name",
              new Form.Text(),
              "What it shows, in a sentence.",
              "silent when the order comes in time")
          .optional(
              "profile",
              OBJECT,
              "nothing",
              "What is known of the customer when the first day begins.",
              "{email: a@shop.example, consent: {email: true}}")
          .optional(
              "holdout",
              new Form.Flag(),
              "false",
              "Whether the customer is in the policy's holdout.",
              "true")
          .optional(
              "status",
              new Form.Choice(Words.TESTED_STATUS.keySet()),
              "live",
              "The campaign is tested as if it were live, unless this says otherwise.",
              "shadow")
          .optional(
              "with",
              new Form.OneOrSeveral(CampaignShapes.NAME),
              "none",
              "Which other campaigns run beside it, or `all`.",
              "[checkout-abandonment]")
          .optional(
              "date",
              new Form.Pattern("[0-9]{4}-[0-9]{2}-[0-9]{2}", "a date"),
              "2026-06-01, a Monday",
              "Which date the first day is, where it matters.",
              "2026-12-24")
          .optional(
              "until", AT, "until nothing waits any more", "When the test ends.", "\"30 00:00\"")
          .optional(
              "events",
              new Form.Several(new Form.Keys(EVENT), 0),
              "none",
              "What happens.",
              "[{at: \"10:00\", event: Product Added, price: 30}]")
          .required(
              "expect",
              new Form.Several(new Form.Keys(EXPECTATION), 0),
              "What comes of it; `[]` for nothing.",
              "[{at: \"11:00\", send: email}]")
          .build();

  private TestShapes() {}

  private static List<String> reasons() {
    return Stream.concat(
            Arrays.stream(TriggerRecord.Reason.values()),
            Arrays.stream(DecisionRecord.Reason.values()))
        .map(Enum::name)
        .toList();
  }
}
