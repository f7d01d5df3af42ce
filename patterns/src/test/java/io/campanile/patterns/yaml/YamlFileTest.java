package io.campanile.patterns.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.patterns.Problem;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlFileTest {

  private final Problems problems = new Problems();

  private YamlMap read(String text) {
    return YamlFile.read("ops.yaml", text, problems)
        .flatMap(value -> value.asMap("a mapping"))
        .orElseThrow();
  }

  @Test
  void answersTypedQuestions() {
    YamlMap map =
        read(
            """
            name: no
            count: 12
            share: 0.5
            wait: 2h
            on: true
            colour: red
            inner: {a: 1}
            list: [x, y]
            """);

    assertThat(map.text("name")).contains("no");
    assertThat(map.wholeNumber("count", 0, 20)).contains(12);
    assertThat(map.number("share", 0, 1)).contains(0.5);
    assertThat(map.duration("wait", DurationRange.POSITIVE)).contains(Duration.ofHours(2));
    assertThat(map.flag("on")).contains(true);
    assertThat(map.choice("colour", Map.of("red", 1))).contains(1);
    assertThat(map.map("inner", "a mapping").orElseThrow().keys()).containsExactly("a");
    assertThat(map.list("list", "a list").orElseThrow().scalars("a text"))
        .extracting(YamlScalar::text)
        .containsExactly("x", "y");
    assertThat(map.text("missing")).isEmpty();
    assertThat(problems.errors()).isEmpty();
  }

  @Test
  void notesEveryWrongAnswerAtItsPlace() {
    YamlMap map = read("count: many\nwait: 5\ninner: 3\nlist: {}\nname:\n");

    assertThat(map.wholeNumber("count", 0, 20)).isEmpty();
    assertThat(map.duration("wait", DurationRange.ANY)).isEmpty();
    assertThat(map.map("inner", "a mapping")).isEmpty();
    assertThat(map.list("list", "a list")).isEmpty();
    assertThat(map.text("name")).isEmpty();
    assertThat(map.require("port", "a number")).isEmpty();
    assertThat(problems.errors())
        .extracting(Problem::toString)
        .containsExactly(
            "ops.yaml:1:1: The key `port` is missing, expected a number.",
            "ops.yaml:1:8: `count` is `many`, expected a whole number from 0 to 20.",
            "ops.yaml:2:7: `wait` is `5`, expected a duration: the unit is missing, write `5s`,"
                + " `5m`, `5h` or `5d`.",
            "ops.yaml:3:8: `inner` is `3`, expected a mapping.",
            "ops.yaml:4:7: `list` is a mapping, expected a list.",
            "ops.yaml:5:6: `name` is empty, expected a text.");
  }

  @Test
  void seesNothingInAnEmptyFile() {
    assertThat(YamlFile.read("ops.yaml", "# nothing\n", problems)).isEmpty();
    assertThat(problems.errors()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x: find the %here",
        "x: 'find ''the'' %here'",
        "x: \"find \\\"the\\\" \\u00e4\\x41\\n%here\"",
        "x: find\n  the\n  %here",
        "x: find\n\n  the %here",
        "x: 'find\n  the\n\n  %here'",
        "x: \"find \\\n  the\n  %here\"",
        "x: |\n  find\n    the\n  %here",
        "x: |-\n\n  find\n\n  %here",
        "x: >\n  find\n  the\n\n  %here",
        "x: 🎉 ä %here",
        "x: &anchor find %here",
      })
  void pointsIntoAScalarHoweverItIsWritten(String marked) {
    String text = marked.replace("%", "");
    String before = marked.substring(0, marked.indexOf('%'));
    String line = before.substring(before.lastIndexOf('\n') + 1);
    Place expected =
        new Place(
            "ops.yaml",
            (int) before.chars().filter(c -> c == '\n').count() + 1,
            line.codePointCount(0, line.length()) + 1);

    YamlScalar scalar = read(text).scalar("x", "a text").orElseThrow();
    int index = scalar.text().indexOf("here");

    assertThat(scalar.placeOf(scalar.text().codePointCount(0, index))).isEqualTo(expected);
  }
}
