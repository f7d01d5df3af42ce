package io.campanile.patterns.lint;

import io.campanile.patterns.Campaign;
import io.campanile.patterns.yaml.YamlList;
import io.campanile.patterns.yaml.YamlMap;
import io.campanile.patterns.yaml.YamlScalar;
import io.campanile.patterns.yaml.YamlValue;
import java.util.List;
import java.util.Optional;

/**
 * A campaign, and the file that it was read from: so that what is said of the one points into the
 * other.
 *
 * @param path the file, relative to the directory
 */
public record Written(Campaign campaign, String path, YamlMap file) {

  Optional<YamlMap> trigger() {
    return map(file.get("trigger"));
  }

  /** The steps, in the order of the campaign's. */
  List<YamlMap> steps() {
    return maps(trigger().flatMap(trigger -> trigger.get("steps")));
  }

  /** The actions, in the order of the campaign's. */
  List<YamlMap> actions() {
    return maps(file.get("actions"));
  }

  /** The entries of {@code cancel-on}; empty where it is not written. */
  List<YamlMap> cancelOn() {
    return maps(file.get("cancel-on"));
  }

  static List<YamlMap> maps(Optional<YamlValue> list) {
    return entries(list).stream().flatMap(entry -> map(Optional.of(entry)).stream()).toList();
  }

  static List<YamlValue> entries(Optional<YamlValue> list) {
    return list.filter(value -> value instanceof YamlList)
        .map(value -> ((YamlList) value).entries())
        .orElse(List.of());
  }

  static Optional<YamlMap> map(Optional<YamlValue> value) {
    return value.filter(found -> found instanceof YamlMap).map(found -> (YamlMap) found);
  }

  /** The scalars of a value that is one, or a list of them. */
  static List<YamlScalar> scalars(Optional<YamlValue> value) {
    if (value.isPresent() && value.get() instanceof YamlScalar scalar) {
      return List.of(scalar);
    }
    return entries(value).stream()
        .filter(entry -> entry instanceof YamlScalar)
        .map(entry -> (YamlScalar) entry)
        .toList();
  }
}
