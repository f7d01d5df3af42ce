package io.campanile.patterns.yaml;

import io.campanile.patterns.ProblemCode;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A value in a file. What is asked of it and does not hold is noted as a problem at its place, and
 * the answer is empty.
 */
public sealed interface YamlValue permits YamlMap, YamlList, YamlScalar {

  /** Where it begins. */
  Place place();

  /** From where to where it stands. */
  Span span();

  /** How messages call it, such as {@code `delay`}. */
  String label();

  /** What it is, for messages, such as {@code a list}. */
  String kind();

  /** Notes a problem of no particular kind at this value's place. */
  default void error(String message) {
    error(ProblemCode.INVALID_VALUE, message);
  }

  /** Notes a problem at this value's place. */
  void error(ProblemCode code, String message);

  /** Notes something that is hardly meant. */
  void warning(ProblemCode code, String message);

  /** This value as a mapping; {@code expected} completes "…, expected". */
  default Optional<YamlMap> asMap(String expected) {
    if (this instanceof YamlMap map) {
      return Optional.of(map);
    }
    wrongKind(expected);
    return Optional.empty();
  }

  /** This value as a list; {@code expected} completes "…, expected". */
  default Optional<YamlList> asList(String expected) {
    if (this instanceof YamlList list) {
      return Optional.of(list);
    }
    boolean dash = this instanceof YamlScalar scalar && scalar.text().matches("(?s)-\\S.*");
    wrongKind(expected + (dash ? ". Behind the `-` of an entry stands a blank" : ""));
    return Optional.empty();
  }

  /** This value as a scalar that is not empty; {@code expected} completes "…, expected". */
  default Optional<YamlScalar> asScalar(String expected) {
    if (this instanceof YamlScalar scalar && !scalar.isEmpty()) {
      return scalar.withoutTag() ? Optional.of(scalar) : Optional.empty();
    }
    wrongKind(expected);
    return Optional.empty();
  }

  private void wrongKind(String expected) {
    error(ProblemCode.WRONG_KIND, label() + " is " + kind() + ", expected " + expected + ".");
  }

  /** Wraps a node. */
  static YamlValue of(Source source, Node node, String label) {
    if (node instanceof MappingNode mapping) {
      return new YamlMap(source, mapping, label);
    }
    if (node instanceof SequenceNode sequence) {
      return new YamlList(source, sequence, label);
    }
    return new YamlScalar(source, (ScalarNode) node, label);
  }
}
