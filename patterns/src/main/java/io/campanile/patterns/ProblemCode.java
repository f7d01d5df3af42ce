package io.campanile.patterns;

import static io.campanile.patterns.ProblemChapter.CAMPAIGNS;
import static io.campanile.patterns.ProblemChapter.EXPRESSIONS;
import static io.campanile.patterns.ProblemChapter.FILES;
import static io.campanile.patterns.ProblemChapter.KEYS;
import static io.campanile.patterns.ProblemChapter.POLICY;
import static io.campanile.patterns.ProblemChapter.TESTS;
import static io.campanile.patterns.ProblemChapter.TRAITS;
import static io.campanile.patterns.ProblemChapter.VALUES;
import static io.campanile.patterns.ProblemChapter.WARNINGS;
import static io.campanile.patterns.ProblemChapter.YAML;

import java.util.Locale;

/**
 * What kinds of problems there are in files. Codes never change their meaning: people search for
 * them, and programs filter by them. The reference page of problems is generated from here.
 */
public enum ProblemCode {
  NOT_YAML(
      YAML,
      "The file cannot be read as YAML.",
      "Look at the line, and the one above it: a `:` with a blank behind it, a `- ` or a bracket is"
          + " missing there, or one too many."),
  INDENTATION(
      YAML,
      "A line begins further left or right than the lines that it belongs to. In YAML the blanks at"
          + " the beginning of a line say what belongs to what.",
      "Give the line as many blanks as the keys beside it have. Text that contains `: ` needs quotes."),
  TAB(
      YAML,
      "A line is indented with a tab, which YAML does not allow.",
      "Use blanks. Most editors do it by themselves once they are told to."),
  NEEDS_QUOTES(
      YAML,
      "A text begins with a character that means something to YAML, such as `!`, `*`, `>`, `|`, `%`"
          + " or `@`, or it goes on after a closing quote.",
      "Put the whole text in quotes; where double quotes are in it, in single ones."),
  NEVER_CLOSED(
      YAML,
      "A quote or a bracket is opened and never closed.",
      "Write the closing one. The place is where it was opened, or where its absence showed."),
  CHARACTER(
      YAML,
      "The file holds a character that has no place in YAML, mostly one that cannot be seen.",
      "Remove it; writing the line anew is the quickest way."),
  TWO_DOCUMENTS(
      YAML,
      "The file has a line `---`, behind which a second document begins.",
      "Make two files of it: one campaign a file."),
  TOO_DEEP(
      YAML,
      "Lists or mappings are nested far deeper than the language ever needs.",
      "Look for brackets that are opened and not closed."),
  UNKNOWN_FILE(
      FILES,
      "A file is not one of those that a directory of patterns is made of.",
      "Give it the right name, or move it elsewhere. A campaign is `campaigns/<name>.yaml`, its tests"
          + " are `campaigns/<name>.test.yaml`."),
  EMPTY_FILE(
      FILES, "The file of a campaign holds nothing.", "Write the campaign, or delete the file."),
  UNKNOWN_KEY(
      KEYS,
      "A key is not known in this place: it is misspelt, or it belongs somewhere else.",
      "Take the key that the message names, or look it up in the language's reference."),
  MISSING_KEY(KEYS, "A key that is always needed is not there.", "Add it, as the message says."),
  DUPLICATE_KEY(
      KEYS,
      "The same key stands twice in one mapping, and only one of them could count.",
      "Remove one of them."),
  WRONG_KIND(
      KEYS,
      "There is a list where a text belongs, a text where a mapping belongs, and so on; or nothing at"
          + " all.",
      "Write it in the form that the message asks for."),
  UNKNOWN_WORD(
      VALUES,
      "The value is none of the words that are possible here. `yes`, `no`, `on` and `off` are plain"
          + " words in these files, and mean nothing.",
      "Take one of the words that the message names."),
  DURATION(
      VALUES,
      "A time span is not a whole number and one unit, or it is too short or too long.",
      "Write `45s`, `30m`, `2h`, `7d` or `2w`. A day and a half is `36h`."),
  NUMBER(
      VALUES,
      "The value is no number, or one outside the bounds.",
      "Write a number between the bounds that the message names."),
  TIME_OF_DAY(
      VALUES,
      "A time of day is not written as two digits, a colon and two digits.",
      "Write it in quotes, from `\"00:00\"` to `\"23:59\"`."),
  TIME_ZONE(
      VALUES,
      "No such time zone is known. Abbreviations and offsets are none, because they know no summer"
          + " time.",
      "Write the name of a place, such as `Europe/London`."),
  NOT_A_NAME(
      VALUES,
      "A name is not allowed: it has characters that it must not have, it is too long or blank, or it"
          + " means something already.",
      "Take a name such as the message describes."),
  NAME_TAKEN(
      VALUES,
      "Two things in the same place have the same name, so that nothing could tell them apart.",
      "Give one of them another name."),
  EMPTY_LIST(
      VALUES,
      "A list that has to name something is empty.",
      "Name something, or leave the key out."),
  TOO_MUCH(
      VALUES,
      "There is more of something than can be kept for each customer.",
      "Do with less; the limits stand at the end of the language's page."),
  INVALID_VALUE(VALUES, "The value is not possible here.", "Write what the message says instead."),
  CAMPAIGN_NAME(
      CAMPAIGNS,
      "`campaign:` is not the file's name. Records, tests and caps call the campaign by one name.",
      "Make the two the same."),
  STEP_ORDER(
      CAMPAIGNS,
      "The trigger begins with a `without` step, or two of them follow each other.",
      "Begin with something that has to happen. Make one step of two `without` steps, with a list of"
          + " names."),
  STEP_KEY(
      CAMPAIGNS,
      "A step is neither an `event` step nor a `without` step, or both, or has a key of the other"
          + " kind.",
      "Say for each step either what has to happen or what must not; make two steps of one that says"
          + " both."),
  STEP_FOR(
      CAMPAIGNS,
      "`for` says how long something has to stay away at the end. The last `without` step needs it,"
          + " and no other step can have it.",
      "Add `for` to the last step, or give the next `event` step a `within`."),
  PER_MISSING(
      CAMPAIGNS,
      "The trigger follows its sequences by a value (`per`), and a `without` step or an entry of"
          + " `cancel-on` does not say where its own events carry that value. A guess would send"
          + " reminders for what was bought.",
      "Add `per` with an expression, or `per: any` where the event counts for every value."),
  PER_MISPLACED(
      CAMPAIGNS,
      "A `per` says nothing in this place.",
      "Remove it, or give the trigger a `per` of its own."),
  REPEAT(
      CAMPAIGNS,
      "`repeat` is none of its three forms.",
      "Write `every` and a duration, `always`, or `never` (once, ever)."),
  TRIGGER_KIND(
      CAMPAIGNS,
      "A trigger that waits for a segment (`enters`, `leaves`) has other keys beside it.",
      "Write either the steps or the segment. Further conditions go into `audience`."),
  UNKNOWN_REFERENCE(
      CAMPAIGNS,
      "Something is named that is not there: a segment that `segments.yaml` does not have, or a"
          + " campaign without a file.",
      "Correct the name, or define what it stands for."),
  UNKNOWN_TEMPLATE(
      CAMPAIGNS,
      "The directory has a `templates.yaml`, and the template is not in it, or not for this channel.",
      "Correct the name, or add the template to `templates.yaml` once the sender has it."),
  MISSING_VARIABLE(
      CAMPAIGNS,
      "`templates.yaml` says that the template needs a variable, and the action does not give it: the"
          + " message would go out with a hole in it.",
      "Add the variable, with a `default` where it may have no value."),
  EXPRESSION_SYNTAX(
      EXPRESSIONS,
      "The text is not an expression of CEL.",
      "Look at the place that the message names: an operator, a bracket, a quote or a value is"
          + " missing or one too many."),
  EXPRESSION_OPERATOR(
      EXPRESSIONS,
      "An operator is written as in another language. In CEL, equal is `==`, unequal `!=`, and `&&`,"
          + " or `||`, not `!`.",
      "Write the operator that the message names."),
  UNKNOWN_NAME(
      EXPRESSIONS,
      "An expression uses a name that is not known in this place. A property is always written behind"
          + " what it belongs to: `event.price`, `profile.vip`, or the `as` of a step.",
      "Write what the message says; put a text that is meant as it stands in quotes."),
  UNKNOWN_FUNCTION(
      EXPRESSIONS,
      "An expression calls a function that is not there, or gives it what it does not take.",
      "Take the function that the message names."),
  UNKNOWN_FIELD(
      EXPRESSIONS,
      "What the profile has by itself, such as `profile.session`, has certain fields and no others.",
      "Take one of the fields that the message names."),
  EXPRESSION_TYPE(
      EXPRESSIONS,
      "An expression combines values that do not go together, such as a number and a text, so that it"
          + " could never hold.",
      "Compare like with like. Several comparisons are joined with `&&`."),
  EXPRESSION_CONSTANT(
      EXPRESSIONS,
      "A constant can only fail: a duration, a point in time or a regular expression that is none, so"
          + " that the condition could never hold.",
      "In expressions the longest unit is the hour, `duration(\"48h\")`, and a point in time is"
          + " `timestamp(\"2026-01-31T00:00:00Z\")`."),
  EXPRESSION_RESULT(
      EXPRESSIONS,
      "An expression gives something else than what is needed here: a condition is true or false, a"
          + " variable is a value.",
      "Make a comparison of it, such as `event.price > 0`, or leave the comparison out."),
  ADDRESS(
      POLICY,
      "The address of a channel cannot be found in what is made of the addresses.",
      "Name a property that `identify` brings, such as `profile.email`."),
  CAP_OF_ZERO(
      POLICY,
      "A cap that allows no message at all would stop everything that it covers.",
      "To send nothing, set `status: paused` in the campaigns."),
  CAP_WINDOW(
      POLICY,
      "`in` is neither a duration nor one of the calendar's periods.",
      "Write a duration such as `7d`, or `calendar day`, `calendar week` or `calendar month`."),
  QUIET_HOURS(
      POLICY,
      "Quiet hours that begin when they end, or that together leave no minute of the day, would hold"
          + " back every message for ever.",
      "Leave some time between them. To send nothing on a channel, pause its campaigns."),
  TRAIT_KIND(
      TRAITS,
      "A trait does not say what to compute, says it twice, or has a key that its kind does not have.",
      "Write one of `count`, `sum`, `average`, `min`, `max`, `first`, `last`, `distinct`, `top` and"
          + " `score`, with `of` where values are computed, and `half-life` for a score."),
  TEST_TIME(
      TESTS,
      "A moment in a test is neither a time of day nor a day and a time of day.",
      "Write `\"10:00\"` for the first day, `\"2 10:00\"` for the second."),
  TEST_ENTRY(
      TESTS,
      "A line of a test does not say what happens, or says it twice.",
      "An event has `event` or `identify`. An expectation has one of `send`, `cancelled`, `dropped`,"
          + " `deferred`, `fires`, `suppressed`, `enters` and `leaves`."),
  TEST_SUBJECT(
      TESTS,
      "A test asks for something that can never come out of it, such as a message on a channel that no"
          + " action has, or a template that no action sends.",
      "Correct the name, or the campaign."),
  NEVER_FIRES(
      WARNINGS,
      "The campaign can never fire, or one of its actions can never be sent, whatever a customer does.",
      "Read the message for what stands in the way, and remove it."),
  CONSTANT_CONDITION(
      WARNINGS,
      "A condition has the same result whatever it looks at: it contradicts itself, or it looks at"
          + " nothing.",
      "Correct the condition, or leave it out."),
  UNQUOTED_DATE(
      WARNINGS,
      "A date stands in an expression without quotes, where its hyphens are minus signs:"
          + " `2000-01-31` is 1968.",
      "Put a text in quotes, `\"2000-01-31\"`; a point in time is"
          + " `timestamp(\"2000-01-31T00:00:00Z\")`."),
  WITHIN_NEVER_REACHED(
      WARNINGS,
      "A step's `within` is longer than the whole sequence may take, so it changes nothing.",
      "Make the step's `within` shorter, or the trigger's longer."),
  WITHIN_OF_ONE_EVENT(
      WARNINGS,
      "`within` bounds the time from the first event to the last, and there is only one event. It does"
          + " not bound the final `for`.",
      "Leave `within` out."),
  SAME_MOMENT(
      WARNINGS,
      "Two campaigns wait for the same thing and the same customers with the same priority: they fire"
          + " at the same moment, and only their names decide which goes first and uses up the caps.",
      "Give one of them a higher `priority`, or other customers."),
  EXPIRES_TOO_SHORT(
      WARNINGS,
      "`expires` is also how long the sender may act on a message. In so short a time hardly any is"
          + " sent.",
      "Make it longer than the sender needs; minutes at least."),
  EXPIRES_IN_QUIET_HOURS(
      WARNINGS,
      "Quiet hours put the action off for so long that `expires` is over by then, nearly whenever it"
          + " is due in them.",
      "Make `expires` as long as the night, or write `then: drop` in the quiet hours."),
  CAP_WITHOUT_EFFECT(
      WARNINGS,
      "A cap never decides anything: another one covers the same messages and allows no more in no"
          + " shorter time, or it covers no message at all.",
      "Remove it, or correct what it covers."),
  UNUSED_TAG(
      WARNINGS,
      "A cap names a tag that no campaign carries.",
      "Correct the tag, or add it to the campaigns that are meant."),
  HOLDOUT_OF_ALL(
      WARNINGS,
      "All customers are held out, so nobody gets any marketing.",
      "Hold out a few percent."),
  SHORT_SESSION(
      WARNINGS,
      "So short a pause ends a visit while somebody is still reading.",
      "Write `30m`, which is what most tools count by."),
  UNUSUAL_EVENT(
      WARNINGS,
      "The name of an event is nearly one of Segment's specification, and most likely a slip.",
      "Take the usual name, if that is what your site and apps send."),
  UNUSUAL_PROPERTY(
      WARNINGS,
      "The name of a property is one letter away from one that Segment's specification gives such an"
          + " event, and most likely a slip.",
      "Take the usual name, if that is what your site and apps send."),
  NAME_WITH_COMMA(
      WARNINGS,
      "One name has a comma in it, where a list of names was probably meant.",
      "Put several names in brackets: `[Product Added, Product Removed]`."),
  DOUBLE_ENTRY(WARNINGS, "The same entry stands in a list twice.", "Remove one of them."),
  NEARLY_A_TRAIT(
      WARNINGS,
      "A property of the profile is nearly called like a computed trait.",
      "Take the trait's name, if it is meant."),
  RESTLESS_SEGMENT(
      WARNINGS,
      "A segment uses `now` in a way that does not tell when it changes, so it is judged every hour,"
          + " for each customer.",
      "Compare `now` itself with a time: `profile.last_order < now - duration(\"720h\")`."),
  UNUSED_VARIABLE(
      WARNINGS,
      "An action gives its template a variable that the template does not use, as `templates.yaml` has"
          + " it.",
      "Remove the variable, or add it to the template."),
  UNSEEN_EVENT(
      WARNINGS,
      "No event of that name is in the files of `--events`: what waits for it would have waited in"
          + " vain.",
      "Correct the name, if it is a slip. An event that is new to your site cannot be there yet."),
  UNSEEN_PROPERTY(
      WARNINGS,
      "No event of that name in the files of `--events` has such a property, or no customer such a"
          + " trait: an expression that needs it is false, and a variable has no value.",
      "Correct the name, if it is a slip.");

  /** How bad a problem is. */
  public enum Severity {
    /** The directory cannot be used. */
    ERROR,
    /** It is allowed, but hardly meant. */
    WARNING
  }

  private final ProblemChapter chapter;
  private final String meaning;
  private final String remedy;

  ProblemCode(ProblemChapter chapter, String meaning, String remedy) {
    this.chapter = chapter;
    this.meaning = meaning;
    this.remedy = remedy;
  }

  /** The code: small letters and hyphens. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether it forbids the use of the files. */
  public Severity severity() {
    return chapter == WARNINGS ? Severity.WARNING : Severity.ERROR;
  }

  /** What it is about. */
  public ProblemChapter chapter() {
    return chapter;
  }

  /** What is wrong, in sentences. */
  public String meaning() {
    return meaning;
  }

  /** How to mend it, in sentences. */
  public String remedy() {
    return remedy;
  }
}
