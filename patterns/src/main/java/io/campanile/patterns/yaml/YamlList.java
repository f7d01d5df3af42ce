package io.campanile.patterns.yaml;

import io.campanile.patterns.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A list in a file. */
public final class YamlList implements YamlValue {

  private final Source source;
  private final SequenceNode node;
  private final String label;

  YamlList(Source source, SequenceNode node, String label) {
    this.source = source;
    this.node = node;
    this.label = label;
  }

  /** The entries, in order. */
  public List<YamlValue> entries() {
    // At the beginning of a sentence it is written large.
    String entryLabel = "An entry of " + label.replaceFirst("^The ", "the ");
    List<YamlValue> entries = new ArrayList<>(node.getValue().size());
    for (Node entry : node.getValue()) {
      entries.add(YamlValue.of(source, entry, entryLabel));
    }
    return entries;
  }

  /**
   * The entries that are scalars; the others are noted, {@code expected} says what they should be.
   */
  public List<YamlScalar> scalars(String expected) {
    return entries().stream().flatMap(entry -> entry.asScalar(expected).stream()).toList();
  }

  /**
   * The entries that are mappings; the others are noted, {@code expected} says what they should be.
   */
  public List<YamlMap> maps(String expected) {
    return entries().stream().flatMap(entry -> entry.asMap(expected).stream()).toList();
  }

  /** How many entries. */
  public int size() {
    return node.getValue().size();
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
    return node.getValue().isEmpty() ? "an empty list" : "a list";
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
