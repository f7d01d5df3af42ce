package io.campanile.patterns.schema;

import io.campanile.patterns.Form;
import io.campanile.patterns.Shape;
import io.campanile.patterns.Shape.Key;
import io.campanile.patterns.Shapes.FileKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The JSON Schema of one kind of file, made of the same shapes that the readers use. It knows what
 * stands where; what expressions and names mean only {@code validate} can tell.
 *
 * <p>Draft 7, because that is what editors know best.
 */
public final class FileSchema {

  private static final String DURATION = "^[0-9]{1,12}[smhdw]$";

  /** A text may look like a number or a truth value: it is read as it stands. */
  private static final List<Object> TEXT = List.of("string", "number", "boolean");

  private final Map<String, Object> definitions = new TreeMap<>();

  private FileSchema() {}

  /** The file's name, such as {@code campaign.schema.json}. */
  public static String fileName(FileKind kind) {
    return kind.name() + ".schema.json";
  }

  /** The schema as JSON values, in a fixed order. */
  public static Map<String, Object> of(FileKind kind) {
    FileSchema schema = new FileSchema();
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("$schema", "http://json-schema.org/draft-07/schema#");
    root.put("title", kind.title());
    Map<String, Object> form = schema.form(kind.form());
    if (form.containsKey("$ref")) {
      root.put("allOf", List.of(form));
    } else {
      root.putAll(form);
    }
    if (!schema.definitions.isEmpty()) {
      root.put("definitions", schema.definitions);
    }
    return root;
  }

  private Map<String, Object> form(Form form) {
    Map<String, Object> json = new LinkedHashMap<>();
    if (form instanceof Form.Text) {
      json.put("type", TEXT);
    } else if (form instanceof Form.Pattern pattern) {
      json.put("type", TEXT);
      json.put("pattern", "^(" + pattern.pattern() + ")$");
    } else if (form instanceof Form.Cel) {
      json.put("type", TEXT);
    } else if (form instanceof Form.Time) {
      json.put("type", "string");
      json.put("pattern", DURATION);
    } else if (form instanceof Form.Whole whole) {
      json.put("type", "integer");
      json.put("minimum", whole.min());
      json.put("maximum", whole.max());
    } else if (form instanceof Form.Decimal decimal) {
      json.put("type", "number");
      json.put("minimum", decimal.min());
      json.put("maximum", decimal.max());
    } else if (form instanceof Form.Flag) {
      json.put("type", "boolean");
    } else if (form instanceof Form.Choice choice) {
      json.put("enum", choice.words());
    } else {
      json.putAll(composed(form));
    }
    return json;
  }

  private Map<String, Object> composed(Form form) {
    Map<String, Object> json = new LinkedHashMap<>();
    if (form instanceof Form.Several several) {
      json.put("type", "array");
      json.put("items", form(several.entry()));
      if (several.least() > 0) {
        json.put("minItems", several.least());
      }
    } else if (form instanceof Form.OneOrSeveral either) {
      Map<String, Object> list = new LinkedHashMap<>();
      list.put("type", "array");
      list.put("items", form(either.entry()));
      list.put("minItems", 1);
      json.put("anyOf", List.of(form(either.entry()), list));
    } else if (form instanceof Form.Named named) {
      json.put("type", "object");
      if (!named.keys().isEmpty()) {
        json.put("propertyNames", Map.of("pattern", "^(" + named.keys() + ")$"));
      }
      json.put("additionalProperties", form(named.value()));
    } else if (form instanceof Form.Keys keys) {
      json.put("$ref", "#/definitions/" + define(keys.shape()));
    } else if (form instanceof Form.Either either) {
      json.put("anyOf", either.forms().stream().map(this::form).toList());
    }
    return json;
  }

  private String define(Shape shape) {
    String name = shape.name().replace(' ', '-');
    if (definitions.containsKey(name)) {
      return name;
    }
    Map<String, Object> json = new LinkedHashMap<>();
    definitions.put(name, json);
    json.put("description", shape.meaning());
    json.put("type", "object");
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (Key key : shape.entries()) {
      properties.put(key.name(), property(key));
      if (key.required()) {
        required.add(key.name());
      }
    }
    json.put("properties", properties);
    if (!required.isEmpty()) {
      json.put("required", required);
    }
    if (!shape.oneOf().isEmpty()) {
      json.put(
          "anyOf", shape.oneOf().stream().map(key -> Map.of("required", List.of(key))).toList());
    }
    if (!shape.others()) {
      json.put("additionalProperties", false);
    }
    return name;
  }

  private Map<String, Object> property(Key key) {
    Map<String, Object> json = new LinkedHashMap<>();
    Map<String, Object> form = form(key.form());
    String description = description(key);
    if (!description.isEmpty()) {
      json.put("description", description);
    }
    if (form.containsKey("$ref")) {
      // In draft 7 whatever stands beside a reference is passed over.
      json.put("allOf", List.of(form));
    } else {
      json.putAll(form);
    }
    return json;
  }

  private static String description(Key key) {
    StringBuilder text = new StringBuilder(key.meaning());
    if (key.form() instanceof Form.Cel cel) {
      text.append(" An expression on ").append(String.join(" and ", cel.variables())).append('.');
    } else if (key.form() instanceof Form.Time) {
      text.append(" A duration: `45s`, `30m`, `2h`, `7d`, `2w`.");
    }
    if (!key.fallback().isEmpty()) {
      text.append("\n\nDefault: ").append(key.fallback()).append('.');
    }
    if (!key.example().isEmpty()) {
      text.append("\n\nExample: `")
          .append(key.name())
          .append(": ")
          .append(key.example())
          .append('`');
    }
    return text.toString().strip();
  }
}
