package io.campanile.jobs.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.jobs.JobOptions;
import io.campanile.patterns.Checked;
import io.campanile.patterns.PatternDirectory;
import io.campanile.patterns.PatternFiles;
import io.campanile.patterns.PatternReader;
import io.campanile.patterns.Patterns;
import io.campanile.patterns.Reading;
import io.campanile.patterns.cases.TestCase;
import io.campanile.patterns.cases.TestFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every test of the library gives the same records in plain Java, in the operator and in a job,
 * with either engine: what a marketer sees in a test is what happens.
 */
class ThreeSizesTest {

  private static final PatternFiles SHIPPED = shipped();
  private static final Checked LIBRARY = PatternReader.check(SHIPPED, Optional.empty());

  /**
   * Tests that can run in one job.
   *
   * @param files the directory, with the status that the tests ask for written into it
   */
  record Group(String name, PatternFiles files, List<Trial> trials) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Group> groups() {
    return LIBRARY.tests().stream().flatMap(file -> groups(file).stream());
  }

  @ParameterizedTest
  @MethodSource("groups")
  void plainJavaGivesWhatTheOperatorGives(Group group) throws Exception {
    for (Trial trial : group.trials()) {
      List<String> plain = Sizes.plain(trial, JobOptions.Engine.CEP);
      assertThat(Sizes.plain(trial, JobOptions.Engine.CHAIN)).isEqualTo(plain);
      assertThat(Sizes.operator(group.files(), trial, JobOptions.Engine.CEP)).isEqualTo(plain);
    }
  }

  @ParameterizedTest
  @MethodSource("groups")
  @Tag("slow")
  void plainJavaGivesWhatTheJobGives(Group group) throws Exception {
    List<String> plain =
        group.trials().stream()
            .flatMap(trial -> Sizes.plain(trial, JobOptions.Engine.CEP).stream())
            .sorted()
            .toList();
    assertThat(Sizes.job(group.files(), group.trials(), JobOptions.Engine.CEP)).isEqualTo(plain);
    assertThat(plain).isNotEmpty();
  }

  /** The tests of a file, by what has to be the same in a job: campaigns, status, end. */
  private static List<Group> groups(TestFile file) {
    Map<List<Object>, List<TestCase>> alike = new LinkedHashMap<>();
    for (TestCase test : file.cases()) {
      alike
          .computeIfAbsent(
              List.of(test.campaigns(), test.status(), test.until(), test.date()),
              key -> new ArrayList<>())
          .add(test);
    }
    return alike.values().stream().map(tests -> group(file, tests)).toList();
  }

  private static Group group(TestFile file, List<TestCase> tests) {
    PatternFiles files = files(file.campaign(), tests.get(0));
    Checked checked = PatternReader.check(files, Optional.empty());
    Patterns patterns = ((Reading.Valid) checked.reading()).patterns();
    List<Trial> trials = new ArrayList<>();
    for (TestCase test : tests) {
      trials.add(Trial.of(patterns, checked.campaigns(), test, "customer-" + trials.size() + "-"));
    }
    String more = tests.size() == 1 ? "" : " and " + (tests.size() - 1) + " more";
    return new Group(file.campaign() + ": " + tests.get(0).name() + more, files, trials);
  }

  /** Campaigns that do not run in the test are drafts: caps may name them. */
  private static PatternFiles files(String own, TestCase test) {
    TreeMap<String, String> texts = new TreeMap<>();
    SHIPPED
        .texts()
        .forEach(
            (path, text) -> {
              if (path.endsWith(".test.yaml")) {
                return;
              }
              if (!path.startsWith("campaigns/")) {
                texts.put(path, text);
                return;
              }
              String name = path.replaceAll("campaigns/(.*)\\.yaml", "$1");
              String status =
                  name.equals(own)
                      ? test.status().name().toLowerCase(Locale.ROOT)
                      : test.campaigns().contains(name) ? "live" : "draft";
              texts.put(
                  path, text.replaceAll("(?m)^status:.*$", "") + "\nstatus: " + status + "\n");
            });
    return new PatternFiles(texts);
  }

  private static PatternFiles shipped() {
    try {
      return PatternDirectory.read(Path.of("../patterns"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
