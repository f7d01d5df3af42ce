package io.campanile.patterns.yaml;

import io.campanile.patterns.ProblemCode;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** A mapping of keys in a file. Keys that stand twice are a problem. */
public final class YamlMap implements YamlValue {

  private record Entry(YamlScalar key, Node value) {}

  private final Source source;
  private final MappingNode node;
  private final String label;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Set<String> suggested = new HashSet<>();

  YamlMap(Source source, MappingNode node, String label) {
    this.source = source;
    this.node = node;
    this.label = label;
    for (NodeTuple tuple : node.getValue()) {
      if (tuple.getKeyNode() instanceof ScalarNode keyNode) {
        add(new YamlScalar(source, keyNode, "A key"), tuple);
      } else {
        Place place = source.place(tuple.getKeyNode().getStartMark());
        source
            .problems()
            .error(place, ProblemCode.WRONG_KIND, "A key is a mapping or a list, expected a name.");
      }
    }
  }

  private void add(YamlScalar key, NodeTuple tuple) {
    String name = key.text();
    Entry first = entries.get(name);
    if (first != null) {
      key.error(
          ProblemCode.DUPLICATE_KEY,
          "`%s` stands here a second time, the first is on line %d. Remove one of them."
              .formatted(name, first.key.place().line()));
      return;
    }
    entries.put(name, new Entry(key, tuple.getValueNode()));
  }

  /** The keys, in the order of the file. */
  public Set<String> keys() {
    return entries.keySet();
  }

  /** Whether the key is there, whatever its value. */
  public boolean has(String key) {
    return entries.containsKey(key);
  }

  /** The key itself; empty where it is missing. */
  public Optional<YamlScalar> key(String key) {
    return Optional.ofNullable(entries.get(key)).map(Entry::key);
  }

  /** Where a key stands; where it is missing, the beginning of the mapping. */
  public Place placeOf(String key) {
    Entry entry = entries.get(key);
    return entry == null ? place() : entry.key.place();
  }

  /** Notes each key that is not among the known ones, with the nearest of them. */
  public void allow(Collection<String> known) {
    for (Entry entry : entries.values()) {
      String name = entry.key.text();
      if (!known.contains(name)) {
        entry.key.error(
            ProblemCode.UNKNOWN_KEY,
            "The key `" + name + "` is not known here." + Nearest.hint(name, known));
        Nearest.to(name, known).ifPresent(suggested::add);
      }
    }
  }

  /** As {@link #allow(Collection)}. */
  public void allow(String... known) {
    allow(List.of(known));
  }

  /** Whether {@link #allow} has found what seems to be a misspelling of this key. */
  public boolean isMisspelt(String key) {
    return suggested.contains(key);
  }

  /** Notes a problem of no particular kind at the place of a key. */
  public void errorAt(String key, String message) {
    errorAt(key, ProblemCode.INVALID_VALUE, message);
  }

  /** Notes a problem at the place of a key. */
  public void errorAt(String key, ProblemCode code, String message) {
    source.problems().error(placeOf(key), code, message);
  }

  /** Notes something that is hardly meant at the place of a key. */
  public void warningAt(String key, ProblemCode code, String message) {
    source.problems().warning(placeOf(key), code, message);
  }

  /** The value of a key; empty where the key is missing. */
  public Optional<YamlValue> get(String key) {
    Entry entry = entries.get(key);
    // Wrapped only when asked for: anchors make graphs, and even circles, of nodes.
    return entry == null
        ? Optional.empty()
        : Optional.of(YamlValue.of(source, entry.value, "`" + key + "`"));
  }

  /**
   * The value of a key; where the key is missing, that is noted as a problem, unless {@link #allow}
   * has found what seems to be a misspelling of it.
   */
  public Optional<YamlValue> require(String key, String expected) {
    Optional<YamlValue> value = get(key);
    if (value.isEmpty() && !isMisspelt(key)) {
      error(
          ProblemCode.MISSING_KEY, "The key `" + key + "` is missing, expected " + expected + ".");
    }
    return value;
  }

  /** The mapping at a key; empty where it is missing or something else. */
  public Optional<YamlMap> map(String key, String expected) {
    return get(key).flatMap(value -> value.asMap(expected));
  }

  /** The list at a key; empty where it is missing or something else. */
  public Optional<YamlList> list(String key, String expected) {
    return get(key).flatMap(value -> value.asList(expected));
  }

  /** The scalar at a key; empty where it is missing or something else. */
  public Optional<YamlScalar> scalar(String key, String expected) {
    return get(key).flatMap(value -> value.asScalar(expected));
  }

  /** The text at a key. */
  public Optional<String> text(String key) {
    return scalar(key, "a text").map(YamlScalar::text);
  }

  /** The whole number at a key, between the bounds, both included. */
  public Optional<Integer> wholeNumber(String key, int min, int max) {
    return scalar(key, "a whole number").flatMap(scalar -> scalar.wholeNumber(min, max));
  }

  /** The number at a key, between the bounds, both included. */
  public Optional<Double> number(String key, double min, double max) {
    return scalar(key, "a number").flatMap(scalar -> scalar.number(min, max));
  }

  /** The duration at a key. */
  public Optional<Duration> duration(String key, DurationRange range) {
    return scalar(key, "a duration such as `2h`").flatMap(scalar -> scalar.duration(range));
  }

  /** The choice at a key. */
  public <T> Optional<T> choice(String key, Map<String, T> choices) {
    return scalar(key, Nearest.oneOf(choices.keySet())).flatMap(scalar -> scalar.choice(choices));
  }

  /** The truth value at a key. */
  public Optional<Boolean> flag(String key) {
    return scalar(key, "`true` or `false`").flatMap(YamlScalar::flag);
  }

  @Override
  public Place place() {
    return source.place(node.getStartMark());
  }

  @Override
  public Span span() {
    return source.span(node);
  }

  @Override
  public String label() {
    return label;
  }

  @Override
  public String kind() {
    return "a mapping";
  }

  @Override
  public void error(ProblemCode code, String message) {
    source.problems().error(place(), code, message);
  }

  @Override
  public void warning(ProblemCode code, String message) {
    source.problems().warning(place(), code, message);
  }
}
