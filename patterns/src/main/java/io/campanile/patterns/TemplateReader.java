package io.campanile.patterns;

import io.campanile.model.Channel;
import io.campanile.patterns.yaml.Nearest;
import io.campanile.patterns.yaml.YamlMap;
import io.campanile.patterns.yaml.YamlScalar;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads {@code templates.yaml}, which may be missing: the templates live with the senders, and who
 * writes down their names here has them checked.
 */
final class TemplateReader {

  private final Map<String, Template> templates = new LinkedHashMap<>();

  private TemplateReader() {}

  /** The templates by name. */
  static Map<String, Template> read(YamlMap file) {
    TemplateReader reader = new TemplateReader();
    for (String name : file.keys()) {
      file.map(name, "a mapping such as `{channels: [email], variables: [product]}`, or `{}`")
          .ifPresent(map -> reader.template(name, map));
    }
    return reader.templates;
  }

  private void template(String name, YamlMap map) {
    map.allow(Shapes.TEMPLATE.keys());
    Set<Channel> channels = QuietHoursReader.channels(map);
    Optional<Set<String>> variables =
        map.list("variables", "a list such as `[product, name]`")
            .map(list -> new LinkedHashSet<>(Names.texts(list, "the name of a variable")));
    templates.put(name, new Template(channels, variables));
  }

  /** Checks that an action names a template that is there, and fills it. */
  static void check(YamlMap action, Optional<Channel> channel, Map<String, Template> templates) {
    Optional<YamlScalar> name = action.scalar("template", "the name of a template");
    if (name.isEmpty()) {
      return;
    }
    Template template = templates.get(name.get().text());
    if (template == null) {
      name.get()
          .error(
              ProblemCode.UNKNOWN_TEMPLATE,
              "The template `%s` is not defined in `templates.yaml`.%s"
                  .formatted(
                      name.get().shown(),
                      Nearest.to(name.get().text(), new TreeSet<>(templates.keySet()))
                          .map(near -> " Did you mean `" + near + "`?")
                          .orElseGet(
                              () -> " Write it there: `" + line(name.get(), channel) + "`.")));
      return;
    }
    if (channel.isPresent()
        && !template.channels().isEmpty()
        && !template.channels().contains(channel.get())) {
      name.get()
          .error(
              ProblemCode.UNKNOWN_TEMPLATE,
              "The template `%s` is for %s, not for `%s`."
                  .formatted(
                      name.get().shown(),
                      Nearest.oneOf(template.channels().stream().map(Channel::wireName).toList()),
                      channel.get().wireName()));
    }
    template.variables().ifPresent(needed -> variables(action, name.get().shown(), needed));
  }

  /** What defines a template: nobody who is new to it knows the file. */
  private static String line(YamlScalar name, Optional<Channel> channel) {
    String channels = channel.map(one -> "{channels: [" + one.wireName() + "]}").orElse("{}");
    return name.shown() + ": " + channels;
  }

  private static void variables(YamlMap action, String template, Set<String> needed) {
    Optional<YamlMap> given = action.map("variables", "a mapping");
    Set<String> names = given.map(YamlMap::keys).orElse(Set.of());
    for (String name : needed) {
      if (!names.contains(name)) {
        action.errorAt(
            "variables",
            ProblemCode.MISSING_VARIABLE,
            "The template `%s` needs the variable `%s`.".formatted(template, name));
      }
    }
    for (String name : names) {
      if (!needed.contains(name)) {
        given
            .flatMap(map -> map.key(name))
            .ifPresent(
                key ->
                    key.warning(
                        ProblemCode.UNUSED_VARIABLE,
                        "The template `%s` does not use the variable `%s`.%s"
                            .formatted(template, name, near(name, needed))));
      }
    }
  }

  private static String near(String name, Set<String> needed) {
    return Nearest.to(name, needed).map(n -> " Did you mean `" + n + "`?").orElse("");
  }
}
