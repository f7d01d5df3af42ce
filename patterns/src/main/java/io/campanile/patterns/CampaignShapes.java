package io.campanile.patterns;

import java.util.List;

/** The keys of a campaign. */
final class CampaignShapes {

  static final Form NAME = new Form.Pattern("[A-Za-z0-9][A-Za-z0-9._-]*", "a name");
  static final Form ALIAS = new Form.Pattern("[A-Za-z_][A-Za-z0-9_]*", "a name");
  static final Form EVENTS = new Form.OneOrSeveral(new Form.Text());
  static final Form CHANNEL = new Form.Choice(Words.CHANNELS.keySet());

  private static final Form CONDITION = new Form.Cel(List.of("event", "profile"));
  private static final Form PER = new Form.Cel(List.of("event"));
  private static final Form OF_ALIASES = new Form.Cel(List.of("profile", "the steps' names"));
  private static final String PER_MEANING =
      "For which sequences the event counts, where the value lives elsewhere in it; `any` for all"
          + " that are under way.";

  static final Shape EVENT_STEP =
      Shape.of("event step", "Something that has to happen.")
          .required("event", EVENTS, "The name of an event, or a list of names.", "Product Added")
          .optional("where", CONDITION, "", "Which of these events count.", "event.price >= 20")
          .optional(
              "times", new Form.Whole(1, StepReader.MAX_EVENTS), "1", "How many of them.", "3")
          .optional(
              "within",
              new Form.Time(),
              "",
              "Each event of this step comes within that time of the event step before. Not on the"
                  + " first step.",
              "30m")
          .optional(
              "as",
              ALIAS,
              "",
              "A name for the last event that the step took; actions use its properties.",
              "added")
          .optional("per", PER, "the trigger's", PER_MEANING, "event.product_id")
          .build();

  static final Shape WITHOUT_STEP =
      Shape.of("without step", "Something that must not happen.")
          .required(
              "without", EVENTS, "The name of an event, or a list of names.", "Order Completed")
          .optional("where", CONDITION, "", "Which of these events count.", "event.total > 0")
          .optional("per", PER, "", PER_MEANING + " Needed where the trigger has a `per`.", "any")
          .optional(
              "for",
              new Form.Time(),
              "",
              "How long the events stay away. The last step needs it, no other can have it.",
              "1h")
          .build();

  static final Shape TRIGGER =
      Shape.of("trigger", "When the campaign fires: `steps`, or a segment that is entered or left.")
          .optional(
              "steps",
              new Form.Several(
                  new Form.Either(List.of(new Form.Keys(EVENT_STEP), new Form.Keys(WITHOUT_STEP))),
                  1),
              "",
              "What happens, in order: `event` steps and `without` steps.",
              "[{event: Product Added}, {without: Order Completed, for: 1h}]")
          .optional(
              "within",
              new Form.Time(),
              "30d",
              "How long the events may take, first to last; at most 180d. The `for` at the end is not"
                  + " part of it.",
              "1d")
          .optional(
              "per",
              PER,
              "",
              "The sequence is followed separately for each of these values, such as each product.",
              "event.product_id")
          .optional("enters", NAME, "", "Fires when a customer enters this segment.", "lapsed")
          .optional("leaves", NAME, "", "Fires when a customer leaves this segment.", "high-intent")
          .oneOf("steps", "enters", "leaves")
          .build();

  static final Shape CANCEL_ON =
      Shape.of("entry of cancel-on", "Events that take back the actions that wait.")
          .required("event", EVENTS, "The name of an event, or a list of names.", "Order Completed")
          .optional("where", CONDITION, "", "Which of these events count.", "event.total > 0")
          .optional("per", PER, "", PER_MEANING + " Needed where the trigger has a `per`.", "any")
          .build();

  static final Shape VARIABLE =
      Shape.of("variable", "A variable that may have no value.")
          .required("value", OF_ALIASES, "Where its value comes from.", "profile.first_name")
          .optional("default", new Form.Text(), "", "What it is where there is no value.", "there")
          .build();

  static final Shape ACTION =
      Shape.of("action", "One message.")
          .optional(
              "id",
              new Form.Text(),
              "its position, from 0",
              "A name within the campaign, so that what waits is found again when the order changes.",
              "reminder")
          .required("channel", CHANNEL, "Where it goes.", "email")
          .required("template", new Form.Text(), "What is sent.", "cart-reminder")
          .optional(
              "delay", new Form.Time(), "0s", "How long after the trigger fired it is due.", "1h")
          .optional(
              "expires",
              new Form.Time(),
              "never",
              "How long after it was due it may still be sent, when quiet hours, a cap or an outage"
                  + " held it back.",
              "12h")
          .optional("if", OF_ALIASES, "", "A condition, judged when it is due.", "profile.vip")
          .optional(
              "variables",
              new Form.Named("", new Form.Either(List.of(OF_ALIASES, new Form.Keys(VARIABLE)))),
              "",
              "What the template is filled with: a name and an expression each. One without a value"
                  + " stops the action, unless it is written `{value: …, default: …}`.",
              "{product: added.product_id}")
          .build();

  static final Shape CAMPAIGN =
      Shape.of("campaign", "One campaign: which moment to watch for, and what to do then.")
          .required("campaign", NAME, "Its name, which is the file's name.", "cart-abandonment")
          .optional(
              "description",
              new Form.Text(),
              "",
              "What it is for.",
              "Something is in the cart, and nothing was bought for an hour.")
          .optional("owner", new Form.Text(), "", "Whom to ask.", "crm@shop.example")
          .optional(
              "status",
              new Form.Choice(Words.STATUS.keySet()),
              "live",
              "`live` sends. `shadow` does everything and records it, but sends nothing. `paused`"
                  + " starts nothing. `draft` is checked and otherwise not there.",
              "shadow")
          .optional(
              "class",
              new Form.Choice(Words.CLASSES.keySet()),
              "marketing",
              "`transactional` answers what the customer did: consent, quiet hours, caps and holdout"
                  + " do not apply to it.",
              "transactional")
          .optional(
              "priority",
              new Form.Whole(0, CampaignReader.MAX_PRIORITY),
              "50",
              "Of what comes up at the same moment, higher goes first.",
              "70")
          .optional(
              "tags",
              new Form.Several(new Form.Text(), 0),
              "",
              "Words that caps can refer to.",
              "[promotional]")
          .required(
              "trigger",
              new Form.Keys(TRIGGER),
              "When it fires.",
              "{steps: [{event: Product Added}, {without: Order Completed, for: 1h}]}")
          .optional(
              "audience",
              new Form.Cel(List.of("profile")),
              "everyone",
              "Who: a condition, judged when the trigger fires.",
              "profile.country == \"GB\"")
          .optional(
              "repeat",
              new Form.Pattern(
                  "always|never|every +[0-9]{1,12}[smhdw]", "`every 1d`, `always` or `never`"),
              "every 1d",
              "How soon it may be accepted again for the same customer: `every 7d`, `always`, or"
                  + " `never` (once, ever).",
              "every 7d")
          .optional(
              "cancel-on",
              new Form.Several(new Form.Keys(CANCEL_ON), 0),
              "the last step, where it is a `without` step",
              "Events that take back the actions that wait. `[]` switches that off.",
              "[{event: Order Completed}]")
          .required(
              "actions",
              new Form.Several(new Form.Keys(ACTION), 0),
              "What is done.",
              "[{channel: email, template: cart-reminder}]")
          .build();

  private CampaignShapes() {}
}
