package io.campanile.e2e.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That a run measures everything; three quarters of a minute say nothing about leaks. */
@Tag("slow")
class SoakRunTest {

  @TempDir private Path directory;

  @Test
  void measuresEverythingThatIsJudged() throws Exception {
    SoakPlan plan =
        SoakPlan.of(
            "--dir", directory.toString(),
            "--patterns", "../patterns",
            "--for", "48s",
            "--customers", "2000",
            "--times", "3600",
            "--every", "6s");
    Verdict verdict = SoakRun.run(plan, Clock.systemUTC());

    assertThat(verdict.failures()).isEmpty();
    assertThat(verdict.lines())
        .hasSize(Verdict.judged())
        .allSatisfy(line -> assertThat(line.last()).as(line.figure().words()).isPositive());
    List<String> csv = Files.readAllLines(directory.resolve("samples.csv"));
    assertThat(csv).hasSize(1 + 8);
    assertThat(csv.get(0)).startsWith("elapsed s,event time,events used,actions sent,");
    assertThat(directory.resolve("verdict.md")).content().isEqualTo(verdict.markdown());
  }
}
