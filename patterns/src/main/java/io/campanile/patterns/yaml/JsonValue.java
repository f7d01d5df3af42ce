package io.campanile.patterns.yaml;

import io.campanile.patterns.ProblemCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** YAML as the JSON values that events are made of. */
public final class JsonValue {

  private static final int MAX_DEPTH = 32;

  private JsonValue() {}

  /** String, Long, Double, Boolean, List, Map or null, by YAML's core schema. */
  public static @Nullable Object of(YamlValue value) {
    return of(value, 0);
  }

  /** The values of a mapping, without the keys that are left out. */
  public static Map<String, @Nullable Object> of(YamlMap map, List<String> without) {
    return object(map, without, 0);
  }

  private static @Nullable Object of(YamlValue value, int depth) {
    if (depth > MAX_DEPTH) {
      // Only anchors lead so far.
      value.error(ProblemCode.TOO_DEEP, "This is nested more than " + MAX_DEPTH + " levels deep.");
      return null;
    }
    if (value instanceof YamlMap map) {
      return object(map, List.of(), depth);
    }
    if (value instanceof YamlList list) {
      List<@Nullable Object> json = new ArrayList<>();
      for (YamlValue entry : list.entries()) {
        json.add(of(entry, depth + 1));
      }
      return json;
    }
    return ((YamlScalar) value).constant().orElse(null);
  }

  private static Map<String, @Nullable Object> object(
      YamlMap map, List<String> without, int depth) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    for (String key : map.keys()) {
      if (!without.contains(key)) {
        map.get(key).ifPresent(value -> json.put(key, of(value, depth + 1)));
      }
    }
    return json;
  }
}
