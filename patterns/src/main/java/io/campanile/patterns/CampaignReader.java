package io.campanile.patterns;

import io.campanile.model.CampaignClass;
import io.campanile.patterns.Campaign.Action;
import io.campanile.patterns.Campaign.Repeat;
import io.campanile.patterns.Campaign.Status;
import io.campanile.patterns.FilterReader.Role;
import io.campanile.patterns.yaml.DurationRange;
import io.campanile.patterns.yaml.Durations;
import io.campanile.patterns.yaml.Nearest;
import io.campanile.patterns.yaml.YamlMap;
import io.campanile.patterns.yaml.YamlScalar;
import io.campanile.patterns.yaml.YamlValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one campaign. */
final class CampaignReader {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
  private static final Pattern EVERY = Pattern.compile("every +(.+)");
  private static final int DEFAULT_PRIORITY = 50;
  static final int MAX_PRIORITY = 100;
  private static final Repeat DEFAULT_REPEAT = new Repeat.Every(Duration.ofDays(1));
  private static final String REPEAT_EXPECTED = "`every 1d`, `always` or `never`";

  private static final Map<String, String> STATUS_SLIPS =
      Map.of("on", "live", "yes", "live", "active", "live", "off", "paused", "no", "paused");
  private static final Map<String, String> REPEAT_SLIPS =
      Map.of("once", "never", "no", "never", "off", "never", "yes", "always", "on", "always");

  private final Expressions expressions;
  private final Optional<Map<String, Template>> templates;

  /**
   * A reader.
   *
   * @param templates those that there are, by name; empty where nobody says which
   */
  CampaignReader(Expressions expressions, Optional<Map<String, Template>> templates) {
    this.expressions = expressions;
    this.templates = templates;
  }

  /**
   * Reads a campaign; empty where too little is right to go on with.
   *
   * @param fileName the file's name without folder and ending
   */
  Optional<Campaign> read(String fileName, YamlMap map) {
    map.allow(CampaignShapes.CAMPAIGN.keys());
    checkName(fileName, map);
    TriggerReader triggers = new TriggerReader(expressions);
    TriggerReader.Found found =
        map.require("trigger", "a mapping with `steps`")
            .flatMap(value -> value.asMap("a mapping with `steps`"))
            .map(triggers::read)
            .orElseGet(triggers::none);
    Status status =
        map.scalar("status", Nearest.oneOf(Words.STATUS.keySet()))
            .flatMap(scalar -> scalar.choice(Words.STATUS, STATUS_SLIPS))
            .orElse(Status.LIVE);
    CampaignClass campaignClass =
        map.choice("class", Words.CLASSES).orElse(CampaignClass.MARKETING);
    int priority = map.wholeNumber("priority", 0, MAX_PRIORITY).orElse(DEFAULT_PRIORITY);
    List<String> tags =
        map.list("tags", "a list such as `[promotional]`")
            .map(list -> Names.texts(list, "a tag"))
            .orElse(List.of());
    @Nullable Expression audience = expressions.condition(map, "audience", Set.of("profile"));
    Repeat repeat =
        map.scalar("repeat", REPEAT_EXPECTED).flatMap(this::repeat).orElse(DEFAULT_REPEAT);
    Optional<List<EventFilter>> cancelOn =
        map.get("cancel-on").map(value -> cancelOn(value, found.filters()));
    List<Action> actions =
        map.require("actions", "a list of actions")
            .map(new ActionReader(expressions, found.aliases(), templates)::read)
            .orElse(List.of());
    String description = map.text("description").orElse("");
    String owner = map.text("owner").orElse("");
    return found
        .trigger()
        .map(
            trigger ->
                new Campaign(
                    fileName,
                    description,
                    owner,
                    status,
                    campaignClass,
                    priority,
                    tags,
                    trigger,
                    audience,
                    repeat,
                    cancelOn.orElseGet(() -> TriggerReader.defaultCancelOn(trigger)),
                    actions));
  }

  private static void checkName(String fileName, YamlMap map) {
    Optional<String> name =
        map.require("campaign", "the file's name, `campaign: " + fileName + "`")
            .flatMap(value -> value.asScalar("the file's name"))
            .map(YamlScalar::text);
    if (name.isPresent() && !name.get().equals(fileName)) {
      map.get("campaign")
          .ifPresent(
              value ->
                  value.error(
                      ProblemCode.CAMPAIGN_NAME,
                      "The campaign is called `%s`, expected the file's name, `%s`."
                          .formatted(name.get(), fileName)));
    } else if (!NAME.matcher(fileName).matches()) {
      map.errorAt(
          "campaign",
          ProblemCode.NOT_A_NAME,
          "The name `"
              + fileName
              + "` is not allowed. Expected letters, digits, `-`, `_` and `.`,"
              + " such as `cart-abandonment`.");
    }
  }

  private Optional<Repeat> repeat(YamlScalar scalar) {
    String text = scalar.text();
    if (text.equals("always")) {
      return Optional.of(new Repeat.Always());
    }
    if (text.equals("never")) {
      return Optional.of(new Repeat.Never());
    }
    Matcher every = EVERY.matcher(text);
    if (!every.matches()) {
      String meant =
          Durations.parse(text).isPresent()
              ? "every " + text
              : REPEAT_SLIPS.get(text.toLowerCase(Locale.ROOT));
      String hint = meant == null ? "" : " Did you mean `" + meant + "`?";
      scalar.error(
          ProblemCode.REPEAT,
          "`repeat` is `" + scalar.shown() + "`, expected " + REPEAT_EXPECTED + "." + hint);
      return Optional.empty();
    }
    String pauseText = every.group(1);
    Optional<Duration> pause = Durations.parse(pauseText);
    if (pause.isEmpty()) {
      scalar.error(
          ProblemCode.REPEAT,
          "`repeat` is `%s`, expected a duration after `every`: %s"
              .formatted(scalar.shown(), Durations.advice(pauseText)));
      return Optional.empty();
    }
    Optional<String> objection = DurationRange.POSITIVE.objection(pause.get());
    objection.ifPresent(
        o ->
            scalar.error(ProblemCode.DURATION, "`repeat` is `" + scalar.shown() + "`, " + o + "."));
    return objection.isPresent() ? Optional.empty() : pause.map(Repeat.Every::new);
  }

  private List<EventFilter> cancelOn(YamlValue value, FilterReader filters) {
    List<YamlMap> maps =
        value
            .asList("a list such as `[{event: Order Completed}]`, or `[]` for nothing")
            .map(list -> list.maps("a mapping with `event`"))
            .orElse(List.of());
    List<EventFilter> result = new ArrayList<>();
    for (YamlMap map : maps) {
      map.allow(CampaignShapes.CANCEL_ON.keys());
      map.require("event", "the name of an event, or a list of names");
      filters.read(map, "event", Role.CANCEL_ON).ifPresent(result::add);
    }
    return List.copyOf(result);
  }
}
