package io.campanile.cli.trial;

import io.campanile.jobs.JobOptions;
import io.campanile.jobs.trial.Trial;
import io.campanile.jobs.trial.TrialLog.Entry;
import io.campanile.patterns.Campaign;
import io.campanile.patterns.Campaign.Action;
import io.campanile.patterns.Checked;
import io.campanile.patterns.Expression;
import io.campanile.patterns.Patterns;
import io.campanile.patterns.SegmentDefinition;
import io.campanile.patterns.cases.TestCase;
import io.campanile.patterns.cases.TestFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tests of a directory, run one after the other.
 *
 * @param results in the order of the files
 * @param untested the names of campaigns that have no test at all
 */
public record TestRun(List<TestResult> results, List<String> untested) {

  /**
   * Runs tests.
   *
   * @param patterns the directory's
   * @param chosen which of them to run
   */
  public static TestRun of(
      Patterns patterns,
      Checked checked,
      JobOptions.Engine engine,
      BiPredicate<TestFile, TestCase> chosen) {
    List<TestResult> results = new ArrayList<>();
    for (TestFile file : checked.tests()) {
      for (TestCase test : file.cases()) {
        if (chosen.test(file, test)) {
          results.add(run(patterns, checked.campaigns(), engine, file, test));
        }
      }
    }
    Set<String> tested =
        checked.tests().stream()
            .filter(file -> !file.cases().isEmpty())
            .map(TestFile::campaign)
            .collect(Collectors.toSet());
    List<String> untested =
        checked.campaigns().stream()
            .map(Campaign::name)
            .filter(name -> !tested.contains(name))
            .toList();
    return new TestRun(List.copyOf(results), untested);
  }

  private static TestResult run(
      Patterns patterns,
      List<Campaign> campaigns,
      JobOptions.Engine engine,
      TestFile file,
      TestCase test) {
    long start = System.nanoTime();
    TestClock clock = new TestClock(test.date(), patterns.policy().timeZone());
    Trial trial = Trial.of(patterns, campaigns, test);
    Set<String> named = named(trial.patterns());
    List<Entry> entries =
        trial.run(engine).entries().stream()
            .filter(
                entry ->
                    !(entry instanceof Entry.Changed changed)
                        || named.contains(changed.change().segment())
                        || isExpected(test, changed.change().segment()))
            .toList();
    Comparison comparison = Comparison.of(test.expected(), entries, clock);
    return new TestResult(file, test, comparison, System.nanoTime() - start);
  }

  /** The segments that the campaigns speak of; the others would only be in the way. */
  private static Set<String> named(Patterns patterns) {
    Set<String> named = new HashSet<>();
    String expressions =
        patterns.campaigns().stream().map(TestRun::expressions).collect(Collectors.joining("\n"));
    for (SegmentDefinition segment : patterns.segments()) {
      if (expressions.contains('"' + segment.name() + '"')
          || expressions.contains("'" + segment.name() + "'")) {
        named.add(segment.name());
      }
    }
    for (Campaign campaign : patterns.campaigns()) {
      campaign.trigger().change().ifPresent(change -> named.add(change.segment()));
    }
    return named;
  }

  private static String expressions(Campaign campaign) {
    Stream<@Nullable Expression> ofSteps =
        campaign.trigger().steps().stream().map(step -> step.filter().where());
    Stream<@Nullable Expression> ofActions = campaign.actions().stream().map(Action::condition);
    return Stream.of(Stream.<@Nullable Expression>of(campaign.audience()), ofSteps, ofActions)
        .flatMap(expressions -> expressions)
        .map(expression -> expression == null ? "" : expression.source())
        .collect(Collectors.joining("\n"));
  }

  private static boolean isExpected(TestCase test, String segment) {
    return test.expected().stream()
        .anyMatch(
            expectation ->
                expectation.kind().isOfSegment() && expectation.subject().equals(segment));
  }

  /** Those of which something was not as expected. */
  public List<TestResult> failed() {
    return results.stream().filter(result -> !result.passed()).toList();
  }
}
