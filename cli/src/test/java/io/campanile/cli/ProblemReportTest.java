package io.campanile.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.patterns.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProblemReportTest {

  private static final Path DIRECTORY = Path.of("shop");

  @Test
  void quotesTheLineWithACaretBelowTheSpot() {
    ProblemReport report =
        new ProblemReport(DIRECTORY, Map.of("policy.yaml", "grace: 6h\ntime-zone: Europe/Londn\n"));

    assertThat(report.invalid(List.of(new Problem("policy.yaml", 2, 12, "No such zone."))))
        .containsExactly(
            "shop/policy.yaml:2:12: No such zone. [invalid-value]",
            "  2 | time-zone: Europe/Londn",
            "    |            ^",
            "",
            "1 problem in 1 file of shop");
  }

  @Test
  void countsCharactersAndKeepsTabs() {
    ProblemReport report = new ProblemReport(DIRECTORY, Map.of("a.yaml", "\t😀x: 1"));

    assertThat(report.invalid(List.of(new Problem("a.yaml", 1, 3, "Odd."))))
        .contains("  1 | \t😀x: 1", "    | \t ^");
  }

  @Test
  void showsALongLineAroundTheSpot() {
    ProblemReport report =
        new ProblemReport(DIRECTORY, Map.of("a.yaml", "x".repeat(500) + "y" + "x".repeat(500)));

    List<String> lines = report.invalid(List.of(new Problem("a.yaml", 1, 501, "Odd.")));

    assertThat(lines.get(1)).hasSize(6 + 160);
    assertThat(lines.get(1).indexOf('y')).isEqualTo(lines.get(2).indexOf('^'));
  }

  @Test
  void hasNothingToQuoteBehindTheEndOfAFile() {
    ProblemReport report = new ProblemReport(DIRECTORY, Map.of("a.yaml", ""));

    assertThat(
            report.invalid(
                List.of(
                    new Problem("a.yaml", 1, 1, "Empty."), new Problem("b.yaml", 7, 1, "Gone."))))
        .containsExactly(
            "shop/a.yaml:1:1: Empty. [invalid-value]",
            "",
            "shop/b.yaml:7:1: Gone. [invalid-value]",
            "",
            "2 problems in 2 files of shop");
  }
}
