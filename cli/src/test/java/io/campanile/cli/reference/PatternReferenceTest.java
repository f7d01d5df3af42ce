package io.campanile.cli.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.patterns.Form;
import io.campanile.patterns.Shape;
import io.campanile.patterns.Shape.Key;
import io.campanile.patterns.Shapes;
import io.campanile.patterns.Shapes.FileKind;
import io.campanile.patterns.schema.FileSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The tables of the language's keys are what the readers go by. */
class PatternReferenceTest {

  private static final Path PAGE = Path.of("../docs/reference/patterns.md");

  @Test
  void isPublishedAsTheCodeSays() throws IOException {
    String generated = page();
    if (Boolean.getBoolean("campanile.update")) {
      Files.writeString(PAGE, generated);
    }
    assertThat(PAGE).content().as("rewrite it with -Dcampanile.update=true").isEqualTo(generated);
  }

  @Test
  void everyKeyHasAMeaning() {
    assertThat(Shapes.FILES.stream().flatMap(kind -> kind.shapes().stream()))
        .allSatisfy(
            shape -> {
              assertThat(shape.meaning()).endsWith(".");
              assertThat(shape.entries()).allSatisfy(key -> assertThat(key.meaning()).isNotBlank());
            });
  }

  private static String page() {
    StringBuilder page = new StringBuilder();
    page.append("# The files of campaigns, key by key\n\n");
    page.append(
        "[The language by example](../marketers/language.md) explains how they work together.");
    page.append(
        " Written from the code, which is where it is changed; [the schemas](schemas/yaml) that");
    page.append(" editors use are made of the same.\n\n");
    for (FileKind kind : Shapes.FILES) {
      page.append("- [")
          .append(kind.title())
          .append("](#")
          .append(anchor(kind.title()))
          .append(")\n");
    }
    for (FileKind kind : Shapes.FILES) {
      page.append("\n## ").append(kind.title()).append("\n\n");
      String files =
          kind.files().stream()
              .filter(file -> !file.startsWith("!"))
              .map(file -> "`" + file + "`")
              .collect(Collectors.joining(", "));
      page.append(files).append("; ").append(form(kind.form())).append(". Schema: [");
      page.append(FileSchema.fileName(kind)).append("](schemas/yaml/");
      page.append(FileSchema.fileName(kind)).append(").\n");
      for (Shape shape : kind.shapes()) {
        table(shape, page);
      }
    }
    return page.toString();
  }

  private static String anchor(String title) {
    return title.toLowerCase(Locale.ROOT).replace(' ', '-');
  }

  private static void table(Shape shape, StringBuilder page) {
    String name = shape.name();
    page.append("\n### ").append(Character.toUpperCase(name.charAt(0))).append(name.substring(1));
    page.append("\n\n").append(shape.meaning());
    if (!shape.oneOf().isEmpty()) {
      page.append(" One of ");
      page.append(
          shape.oneOf().stream().map(key -> "`" + key + "`").collect(Collectors.joining(", ")));
      page.append(" has to be there.");
    }
    page.append("\n\n| key | value | default | meaning | example |\n|---|---|---|---|---|\n");
    for (Key key : shape.entries()) {
      page.append("| `").append(key.name()).append("` | ").append(form(key.form())).append(" | ");
      page.append(key.required() ? "required" : key.fallback()).append(" | ");
      page.append(key.meaning()).append(" | ");
      page.append(key.example().isEmpty() ? "" : "`" + key.example().replace("|", "\\|") + "`");
      page.append(" |\n");
    }
    if (shape.others()) {
      page.append("| any other | anything | | A property of the event. | `price: 30` |\n");
    }
  }

  private static String form(Form form) {
    if (form instanceof Form.Pattern pattern) {
      return pattern.inWords();
    }
    if (form instanceof Form.Cel cel) {
      return "expression on "
          + cel.variables().stream()
              .map(name -> name.contains(" ") ? name : "`" + name + "`")
              .collect(Collectors.joining(" and "));
    }
    if (form instanceof Form.Whole whole) {
      return "whole number, %d to %d".formatted(whole.min(), whole.max());
    }
    if (form instanceof Form.Decimal decimal) {
      return "number, %.0f to %.0f".formatted(decimal.min(), decimal.max());
    }
    if (form instanceof Form.Choice choice) {
      return choice.words().size() > 8
          ? "word in capitals"
          : choice.words().stream().map(word -> "`" + word + "`").collect(Collectors.joining(", "));
    }
    if (form instanceof Form.Several several) {
      return "list of: " + form(several.entry());
    }
    if (form instanceof Form.OneOrSeveral either) {
      return form(either.entry()) + ", or a list";
    }
    if (form instanceof Form.Named named) {
      return "mapping of names to: " + form(named.value());
    }
    if (form instanceof Form.Keys keys) {
      return keys.shape().name();
    }
    if (form instanceof Form.Either either) {
      return either.forms().size() > 3
          ? "one of the following"
          : either.forms().stream()
              .map(PatternReferenceTest::form)
              .collect(Collectors.joining(" or "));
    }
    return form instanceof Form.Text
        ? "text"
        : form instanceof Form.Time
            ? "duration"
            : form instanceof Form.Flag ? "`true`, `false`" : "anything";
  }
}
