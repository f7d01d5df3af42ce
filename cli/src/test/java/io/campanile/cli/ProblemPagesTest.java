package io.campanile.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.patterns.Problem;
import io.campanile.patterns.ProblemChapter;
import io.campanile.patterns.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page of problems is what the code says, and every example on it is real. */
class ProblemPagesTest {

  private static final Path PAGE = Path.of("../docs/reference/problems/README.md");
  private static final Map<String, ProblemExample> EXAMPLES = ProblemExample.all();

  @ParameterizedTest
  @EnumSource
  void everyProblemHasAnExampleThatProducesItAndNothingElse(ProblemCode code) throws IOException {
    assertThat(EXAMPLES).containsKey(code.code());
    assertThat(example(code).problems()).isNotEmpty().extracting(Problem::code).containsOnly(code);
  }

  @ParameterizedTest
  @EnumSource
  void everyMendedExampleHasNoProblem(ProblemCode code) throws IOException {
    assertThat(example(code).problemsWhenMended()).isEmpty();
  }

  @Test
  void noExampleIsOfAProblemThatThereIsNot() {
    assertThat(EXAMPLES.keySet())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ProblemCode.values()).map(ProblemCode::code).toList());
  }

  @Test
  void pageIsPublishedAsTheCodeSays() throws IOException {
    String generated = page();
    if (Boolean.getBoolean("campanile.update")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, generated);
    }
    assertThat(PAGE).content().as("rewrite it with -Dcampanile.update=true").isEqualTo(generated);
  }

  private static ProblemExample example(ProblemCode code) {
    return EXAMPLES.getOrDefault(code.code(), EXAMPLES.values().iterator().next());
  }

  private static String page() throws IOException {
    StringBuilder page = new StringBuilder();
    page.append("# Problems, by their codes\n\n");
    page.append("`./campanile validate` names the code of each problem in brackets. Those under");
    page.append(" *Warnings* are allowed; all others keep a directory from being used.\n\n");
    page.append("Written from the code, which is where it is changed.\n\n");
    for (ProblemChapter chapter : ProblemChapter.values()) {
      page.append("- ").append(chapter.title()).append(": ");
      page.append(
          String.join(
              ", ",
              of(chapter).stream()
                  .map(code -> "[`" + code.code() + "`](#" + code.code() + ")")
                  .toList()));
      page.append('\n');
    }
    for (ProblemChapter chapter : ProblemChapter.values()) {
      page.append("\n## ").append(chapter.title()).append('\n');
      for (ProblemCode code : of(chapter)) {
        describe(code, page);
      }
    }
    return page.toString();
  }

  private static List<ProblemCode> of(ProblemChapter chapter) {
    return Arrays.stream(ProblemCode.values()).filter(code -> code.chapter() == chapter).toList();
  }

  private static void describe(ProblemCode code, StringBuilder page) throws IOException {
    ProblemExample example = example(code);
    page.append("\n### ").append(code.code()).append("\n\n");
    page.append(code.meaning()).append("\n\n");
    block("yaml broken", titled(example.broken()), page);
    List<String> told = new ArrayList<>();
    ProblemReport report = new ProblemReport(Path.of(""), example.shown());
    for (Problem problem : example.problems()) {
      told.add(problem.toString());
      told.addAll(report.quote(problem));
    }
    block("text", String.join("\n", told).replace('\u0007', '␇') + "\n", page);
    page.append(code.remedy()).append("\n\n");
    block("yaml mended", titled(example.mended()), page);
    for (ProblemExample.Part part : example.beside()) {
      if (!part.text().isEmpty()) {
        page.append("Beside it, `").append(part.path()).append("`:\n\n");
        block("yaml mended", part.text(), page);
      }
    }
    if (!example.events().isEmpty()) {
      page.append("Where the file of `--events` has:\n\n");
      block("json events", example.events(), page);
    }
    page.setLength(page.length() - 1);
  }

  private static String titled(ProblemExample.Part part) {
    return part.text().isEmpty() ? "\n" : part.text();
  }

  private static void block(String language, String text, StringBuilder page) {
    page.append("```").append(language).append('\n').append(text).append("```\n\n");
  }
}
