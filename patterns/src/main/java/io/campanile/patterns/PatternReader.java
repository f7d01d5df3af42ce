package io.campanile.patterns;

import io.campanile.patterns.Campaign.Status;
import io.campanile.patterns.cases.TestFile;
import io.campanile.patterns.cases.TestFileReader;
import io.campanile.patterns.cases.TestScope;
import io.campanile.patterns.lint.Lint;
import io.campanile.patterns.lint.SeenEvents;
import io.campanile.patterns.lint.Written;
import io.campanile.patterns.yaml.Nearest;
import io.campanile.patterns.yaml.Place;
import io.campanile.patterns.yaml.Problems;
import io.campanile.patterns.yaml.YamlFile;
import io.campanile.patterns.yaml.YamlMap;
import io.campanile.patterns.yaml.YamlValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Reads, checks and compiles the text of a directory of patterns. The same text gives the same
 * result wherever it is read; any number of threads can read at once.
 */
public final class PatternReader {

  private static final Comparator<Campaign> ORDER =
      Comparator.comparingInt(Campaign::priority).reversed().thenComparing(Campaign::name);

  private final Problems problems = new Problems();
  private final PatternFiles files;
  private final Optional<YamlMap> traitsFile;
  private final Optional<YamlMap> segmentsFile;
  private final Expressions expressions;
  private final Set<String> names = new TreeSet<>();
  private final Map<String, Written> campaigns = new TreeMap<>();

  private PatternReader(PatternFiles files) {
    this.files = files;
    this.traitsFile =
        mapping(PatternPaths.TRAITS, "a mapping such as `orders: {count: Order Completed}`");
    this.segmentsFile =
        mapping(PatternPaths.SEGMENTS, "a mapping such as `frequent: profile.orders_30d > 3`");
    this.expressions = new Expressions(problems, keys(segmentsFile), keys(traitsFile));
  }

  private Optional<YamlMap> mapping(String path, String expected) {
    return Optional.ofNullable(files.texts().get(path))
        .flatMap(text -> YamlFile.read(path, text, problems))
        .flatMap(value -> value.asMap(expected));
  }

  private static Set<String> keys(Optional<YamlMap> map) {
    return map.map(YamlMap::keys).orElse(Set.of());
  }

  /** Reads all files; every problem of all of them is found. */
  public static Reading read(PatternFiles files) {
    return check(files, Optional.empty()).reading();
  }

  /**
   * As {@link #read}, with all that tools need.
   *
   * @param seen a sample of real events: what it never showed is warned of
   */
  public static Checked check(PatternFiles files, Optional<SeenEvents> seen) {
    return new PatternReader(files).check(seen);
  }

  private Checked check(Optional<SeenEvents> seen) {
    List<TraitDefinition> traits =
        traitsFile.map(new TraitReader(expressions)::read).orElse(List.of());
    List<SegmentDefinition> segments =
        segmentsFile.map(new SegmentReader(expressions, scores(traits))::read).orElse(List.of());
    campaigns();
    Optional<YamlMap> policyFile =
        mapping(PatternPaths.POLICY, "a mapping such as `time-zone: Europe/London`");
    Policy policy = policyFile.map(this::policy).orElseGet(Policy::none);
    List<TestFile> tests = tests(policy);
    List<Campaign> all = campaigns.values().stream().map(Written::campaign).toList();
    if (!problems.errors().isEmpty()) {
      return new Checked(
          new Reading.Invalid(problems.errors(), problems.warnings()), all, List.of());
    }
    Lint lint =
        new Lint(List.copyOf(campaigns.values()), policy, policyFile, traitsFile, segmentsFile);
    lint.check();
    // What the data has is no slip, and what it has not is told better than by likeness.
    seen.ifPresentOrElse(
        events -> lint.compare(events, problems), () -> lint.compareWithUsual(problems));
    List<Campaign> active =
        all.stream().filter(campaign -> campaign.status() != Status.DRAFT).sorted(ORDER).toList();
    Patterns patterns = new Patterns(ReleaseId.of(files), active, policy, traits, segments);
    return new Checked(new Reading.Valid(patterns, problems.warnings()), all, tests);
  }

  private static Set<String> scores(List<TraitDefinition> traits) {
    return traits.stream()
        .filter(trait -> trait.measure() instanceof TraitDefinition.Measure.Score)
        .map(TraitDefinition::name)
        .collect(Collectors.toSet());
  }

  private void campaigns() {
    Optional<Map<String, Template>> templates =
        mapping(PatternPaths.TEMPLATES, "a mapping such as `cart-reminder: {channels: [email]}`")
            .map(TemplateReader::read);
    for (Map.Entry<String, String> file : files.texts().entrySet()) {
      String path = file.getKey();
      switch (PatternPaths.kindOf(path)) {
        case CAMPAIGN -> {
          String name = PatternPaths.campaignName(path);
          names.add(name);
          campaign(path, file.getValue(), templates)
              .ifPresent(campaign -> campaigns.put(name, campaign));
        }
        case TRAITS, SEGMENTS, TEMPLATES -> {
          // Read first: campaigns refer to them.
        }
        case POLICY, TEST -> {
          // Read last: they refer to campaigns.
        }
        case UNKNOWN -> unknown(path);
      }
    }
  }

  private Optional<Written> campaign(
      String path, String text, Optional<Map<String, Template>> templates) {
    Optional<YamlValue> value = YamlFile.read(path, text, problems);
    if (value.isEmpty()) {
      if (!hasError(path)) {
        problems.error(
            Place.startOf(path), ProblemCode.EMPTY_FILE, "The file is empty, expected a campaign.");
      }
      return Optional.empty();
    }
    CampaignReader reader = new CampaignReader(expressions, templates);
    return value
        .get()
        .asMap("a campaign: a mapping with `campaign`, `trigger` and `actions`")
        .flatMap(
            map ->
                reader
                    .read(PatternPaths.campaignName(path), map)
                    .map(campaign -> new Written(campaign, path, map)));
  }

  private boolean hasError(String path) {
    return problems.errors().stream().anyMatch(problem -> problem.file().equals(path));
  }

  private Policy policy(YamlMap file) {
    Set<String> tags =
        campaigns.values().stream()
            .flatMap(written -> written.campaign().tags().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    return new PolicyReader(expressions, new CapReader(names, tags)).read(file);
  }

  private List<TestFile> tests(Policy policy) {
    Map<String, Campaign> right = new TreeMap<>();
    // What is wrong with a campaign is told in its own file, and not once more in its tests'.
    Set<String> wrong =
        problems.errors().stream().map(Problem::file).collect(Collectors.toUnmodifiableSet());
    campaigns.forEach(
        (name, written) -> {
          if (!wrong.contains(written.path())) {
            right.put(name, written.campaign());
          }
        });
    List<TestFile> tests = new ArrayList<>();
    for (Map.Entry<String, String> file : files.texts().entrySet()) {
      String path = file.getKey();
      if (PatternPaths.kindOf(path) == PatternPaths.Kind.TEST) {
        String name = PatternPaths.testedName(path);
        TestScope scope = new TestScope(name, names, right, keys(segmentsFile), policy);
        if (!names.contains(name)) {
          problems.error(
              Place.startOf(path),
              ProblemCode.UNKNOWN_REFERENCE,
              "These are tests of `%s`, and there is no campaign of that name.%s"
                  .formatted(
                      name,
                      Nearest.to(name, names).map(n -> " Did you mean `" + n + "`?").orElse("")));
        }
        YamlFile.read(path, file.getValue(), problems)
            .map(value -> TestFileReader.read(path, value, scope))
            .ifPresent(tests::add);
      }
    }
    return List.copyOf(tests);
  }

  private void unknown(String path) {
    List<String> known = new ArrayList<>(PatternPaths.TOP_LEVEL);
    String hint =
        path.startsWith(PatternPaths.CAMPAIGNS)
            ? " A campaign's file ends in `.yaml` and stands directly in `campaigns/`."
            : Nearest.hint(path, known);
    problems.error(
        Place.startOf(path),
        ProblemCode.UNKNOWN_FILE,
        "`" + path + "` is no file of the pattern language." + hint);
  }
}
