package io.campanile.patterns;

import io.campanile.patterns.Campaign.Status;
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
    return new PatternReader(files).read();
  }

  private Reading read() {
    List<TraitDefinition> traits =
        traitsFile.map(new TraitReader(expressions)::read).orElse(List.of());
    List<SegmentDefinition> segments =
        segmentsFile.map(new SegmentReader(expressions, scores(traits))::read).orElse(List.of());
    Map<String, Campaign> campaigns = new TreeMap<>();
    Set<String> names = new TreeSet<>();
    for (Map.Entry<String, String> file : files.texts().entrySet()) {
      String path = file.getKey();
      switch (PatternPaths.kindOf(path)) {
        case CAMPAIGN -> {
          names.add(PatternPaths.campaignName(path));
          campaign(path, file.getValue()).ifPresent(c -> campaigns.put(c.name(), c));
        }
        case TEST -> YamlFile.read(path, file.getValue(), problems);
        case TRAITS, SEGMENTS -> {
          // Read first: campaigns refer to them.
        }
        case POLICY -> {
          // Read last: it refers to campaigns and their tags.
        }
        case UNKNOWN -> unknown(path);
      }
    }
    Policy policy = policy(names, campaigns);
    if (!problems.errors().isEmpty()) {
      return new Reading.Invalid(problems.errors());
    }
    List<Campaign> active =
        campaigns.values().stream()
            .filter(campaign -> campaign.status() != Status.DRAFT)
            .sorted(ORDER)
            .toList();
    return new Reading.Valid(
        new Patterns(ReleaseId.of(files), active, policy, traits, segments), problems.warnings());
  }

  private static Set<String> scores(List<TraitDefinition> traits) {
    return traits.stream()
        .filter(trait -> trait.measure() instanceof TraitDefinition.Measure.Score)
        .map(TraitDefinition::name)
        .collect(Collectors.toSet());
  }

  private Optional<Campaign> campaign(String path, String text) {
    Optional<YamlValue> value = YamlFile.read(path, text, problems);
    if (value.isEmpty()) {
      if (!hasError(path)) {
        problems.error(Place.startOf(path), "The file is empty, expected a campaign.");
      }
      return Optional.empty();
    }
    return value
        .get()
        .asMap("a campaign: a mapping with `campaign`, `trigger` and `actions`")
        .flatMap(map -> new CampaignReader(expressions).read(PatternPaths.campaignName(path), map));
  }

  private boolean hasError(String path) {
    return problems.errors().stream().anyMatch(problem -> problem.file().equals(path));
  }

  private Policy policy(Set<String> names, Map<String, Campaign> campaigns) {
    String text = files.texts().get(PatternPaths.POLICY);
    if (text == null) {
      return Policy.none();
    }
    Set<String> tags =
        campaigns.values().stream()
            .flatMap(campaign -> campaign.tags().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    PolicyReader reader = new PolicyReader(expressions, new CapReader(names, tags));
    Optional<YamlMap> map =
        YamlFile.read(PatternPaths.POLICY, text, problems)
            .flatMap(value -> value.asMap("a mapping such as `time-zone: Europe/London`"));
    return map.map(reader::read).orElseGet(Policy::none);
  }

  private void unknown(String path) {
    List<String> known = new ArrayList<>(PatternPaths.TOP_LEVEL);
    String hint =
        path.startsWith(PatternPaths.CAMPAIGNS)
            ? " A campaign's file ends in `.yaml` and stands directly in `campaigns/`."
            : Nearest.hint(path, known);
    problems.error(
        Place.startOf(path), "`" + path + "` is no file of the pattern language." + hint);
  }
}
