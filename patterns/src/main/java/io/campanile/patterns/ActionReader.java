package io.campanile.patterns;

import io.campanile.model.Channel;
import io.campanile.patterns.Campaign.Action;
import io.campanile.patterns.Campaign.Variable;
import io.campanile.patterns.cel.CelLanguage.Use;
import io.campanile.patterns.yaml.DurationRange;
import io.campanile.patterns.yaml.YamlMap;
import io.campanile.patterns.yaml.YamlScalar;
import io.campanile.patterns.yaml.YamlValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a campaign's {@code actions}. */
final class ActionReader {

  private final Expressions expressions;
  private final Optional<Set<String>> variables;
  private final Optional<Map<String, Template>> templates;
  private final Set<String> ids = new HashSet<>();

  /**
   * A reader for one campaign.
   *
   * @param aliases those of the trigger's steps; empty where they could not be read, so that
   *     nothing can be said of expressions
   * @param templates those that there are, by name; empty where nobody says which
   */
  ActionReader(
      Expressions expressions,
      Optional<Set<String>> aliases,
      Optional<Map<String, Template>> templates) {
    this.expressions = expressions;
    this.templates = templates;
    this.variables =
        aliases.map(
            names -> {
              Set<String> all = new LinkedHashSet<>(names);
              all.add("profile");
              return all;
            });
  }

  List<Action> read(YamlValue value) {
    List<YamlMap> maps =
        value.asList("a list of actions").map(l -> l.maps("an action")).orElse(List.of());
    List<Action> actions = new ArrayList<>();
    for (int position = 0; position < maps.size(); position++) {
      action(maps.get(position), position).ifPresent(actions::add);
    }
    return List.copyOf(actions);
  }

  private Optional<Action> action(YamlMap map, int position) {
    map.allow(CampaignShapes.ACTION.keys());
    String id = map.text("id").orElse(String.valueOf(position));
    if (!ids.add(id)) {
      map.errorAt(
          "id",
          ProblemCode.NAME_TAKEN,
          "The id `"
              + id
              + "` belongs to an action above (without `id` it is the position)."
              + " Take another.");
    }
    map.require("channel", "one of `email`, `sms`, `push`, `ads` and `webhook`");
    map.require("template", "the name of a template");
    Optional<Channel> channel = map.choice("channel", Words.CHANNELS);
    Optional<String> template = map.text("template");
    Duration delay = map.duration("delay", DurationRange.ANY).orElse(Duration.ZERO);
    Optional<Duration> expires = map.duration("expires", DurationRange.ANY);
    @Nullable Expression condition =
        variables.map(known -> expressions.condition(map, "if", known)).orElse(null);
    List<Variable> filled = variables(map);
    templates.ifPresent(known -> TemplateReader.check(map, channel, known));
    if (channel.isEmpty() || template.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Action(id, position, channel.get(), template.get(), delay, expires, condition, filled));
  }

  private List<Variable> variables(YamlMap action) {
    Optional<YamlMap> map =
        action.map("variables", "a mapping of names to expressions, such as `product: added.sku`");
    List<Variable> result = new ArrayList<>();
    map.ifPresent(
        names -> {
          for (String name : names.keys()) {
            names.get(name).flatMap(value -> variable(name, value)).ifPresent(result::add);
          }
        });
    return List.copyOf(result);
  }

  private Optional<Variable> variable(String name, YamlValue value) {
    if (!(value instanceof YamlMap map)) {
      return value
          .asScalar("an expression, or `{value: …, default: …}`")
          .flatMap(this::expression)
          .map(expression -> new Variable(name, expression, null));
    }
    map.allow(CampaignShapes.VARIABLE.keys());
    @Nullable Object fallback =
        map.scalar("default", "a constant").flatMap(YamlScalar::constant).orElse(null);
    return map.require("value", "an expression")
        .flatMap(v -> v.asScalar("an expression"))
        .flatMap(this::expression)
        .map(expression -> new Variable(name, expression, fallback));
  }

  private Optional<Expression> expression(YamlScalar scalar) {
    return variables.flatMap(known -> expressions.compile(scalar, known, Use.VALUE));
  }
}
