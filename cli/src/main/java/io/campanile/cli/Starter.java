package io.campanile.cli;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.campanile.patterns.Shapes;
import io.campanile.patterns.Shapes.FileKind;
import io.campanile.patterns.schema.FileSchema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files of a directory to start from: campaigns with tests, and what editors and CI need. */
final class Starter {

  static final String SCHEMAS = ".campanile/schemas/";

  /** From the path in the directory to the resource. */
  private static final Map<String, String> PLAIN =
      Map.of(
          "README.md", "README.md",
          ".editorconfig", "editorconfig",
          ".gitignore", "gitignore",
          ".github/workflows/campaigns.yaml", "workflow.yaml");

  private static final List<String> PATTERNS =
      List.of(
          "policy.yaml",
          "traits.yaml",
          "segments.yaml",
          "templates.yaml",
          "campaigns/welcome.yaml",
          "campaigns/welcome.test.yaml",
          "campaigns/cart-abandonment.yaml",
          "campaigns/cart-abandonment.test.yaml",
          "campaigns/win-back.yaml",
          "campaigns/win-back.test.yaml");

  private Starter() {}

  /** From path to text, in the order in which they are told. */
  static Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    for (String path : PATTERNS) {
      files.put(path, modeline(path) + resource(path));
    }
    PLAIN.keySet().stream()
        .sorted()
        .forEach(path -> files.put(path, resource(String.valueOf(PLAIN.get(path)))));
    files.put(".vscode/settings.json", json(settings()));
    files.put(
        ".vscode/extensions.json", json(Map.of("recommendations", List.of("redhat.vscode-yaml"))));
    for (FileKind kind : Shapes.FILES) {
      files.put(SCHEMAS + FileSchema.fileName(kind), json(FileSchema.of(kind)));
    }
    return files;
  }

  /** What tells an editor which schema a file follows. */
  private static String modeline(String path) {
    boolean test = path.endsWith(".test.yaml");
    boolean campaign = path.startsWith("campaigns/");
    String kind = test ? "tests" : campaign ? "campaign" : path.replace(".yaml", "");
    return "# yaml-language-server: $schema="
        + (campaign ? "../" : "")
        + SCHEMAS
        + kind
        + ".schema.json\n";
  }

  /** New files follow a schema by their names, before anybody has written its name into them. */
  private static Map<String, Object> settings() {
    Map<String, Object> schemas = new LinkedHashMap<>();
    for (FileKind kind : Shapes.FILES) {
      schemas.put("./" + SCHEMAS + FileSchema.fileName(kind), kind.files());
    }
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("yaml.schemas", schemas);
    settings.put("editor.tabSize", 2);
    settings.put("editor.insertSpaces", true);
    settings.put("[yaml]", Map.of("editor.quickSuggestions", Map.of("strings", true)));
    return settings;
  }

  private static String json(Map<String, Object> value) {
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
    try {
      return new ObjectMapper().writer(printer).writeValueAsString(value) + "\n";
    } catch (IOException e) {
      throw new IllegalStateException("A schema cannot be written", e);
    }
  }

  private static String resource(String path) {
    try (InputStream in = Starter.class.getResourceAsStream("init/" + path)) {
      if (in == null) {
        throw new IllegalStateException("The jar lacks init/" + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("The jar's init/" + path + " cannot be read", e);
    }
  }
}
