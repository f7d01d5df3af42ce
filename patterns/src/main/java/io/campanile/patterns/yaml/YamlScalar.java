package io.campanile.patterns.yaml;

import io.campanile.patterns.ProblemCode;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A single value in a file, as the text that stands there. */
public final class YamlScalar implements YamlValue {

  private static final int LONGEST_QUOTE = 60;

  private static final Map<String, Boolean> FLAGS = flags();

  private final Source source;
  private final ScalarNode node;
  private final String label;

  YamlScalar(Source source, ScalarNode node, String label) {
    this.source = source;
    this.node = node;
    this.label = label;
  }

  private static Map<String, Boolean> flags() {
    // In the order of messages.
    Map<String, Boolean> flags = new LinkedHashMap<>();
    flags.put("true", true);
    flags.put("false", false);
    return Collections.unmodifiableMap(flags);
  }

  /** The text, whatever YAML would make of it: {@code 12:30} and {@code no} are just that. */
  public String text() {
    return node.getValue();
  }

  /** Whether nothing stands there, or {@code null} or {@code ~} without quotes. */
  public boolean isEmpty() {
    return node.getTag().equals(Tag.NULL);
  }

  /** The value of YAML's core schema: String, Long, Double or Boolean; empty for null. */
  public Optional<Object> constant() {
    Tag tag = node.getTag();
    String text = node.getValue();
    if (tag.equals(Tag.NULL)) {
      return Optional.empty();
    }
    if (tag.equals(Tag.BOOL)) {
      return Optional.of(Boolean.parseBoolean(text));
    }
    @Nullable Object number = null;
    if (tag.equals(Tag.INT)) {
      number = Numbers.whole(text).orElse(null);
    } else if (tag.equals(Tag.FLOAT)) {
      number = Numbers.decimal(text).orElse(null);
    }
    return Optional.of(number == null ? text : number);
  }

  /** The text as a whole number between the bounds, both included. */
  public Optional<Integer> wholeNumber(int min, int max) {
    Optional<Long> number = Numbers.whole(text());
    if (number.isEmpty() || number.get() < min || number.get() > max) {
      error(
          ProblemCode.NUMBER,
          "%s is `%s`, expected a whole number from %d to %d.".formatted(label, shown(), min, max));
      return Optional.empty();
    }
    return Optional.of(number.get().intValue());
  }

  /** The text as a number between the bounds, both included. */
  public Optional<Double> number(double min, double max) {
    Optional<Double> number = Numbers.decimal(text());
    if (number.isEmpty() || !(number.get() >= min && number.get() <= max)) {
      String range = Numbers.shown(min) + " to " + Numbers.shown(max);
      error(
          ProblemCode.NUMBER,
          label + " is `" + shown() + "`, expected a number from " + range + ".");
      return Optional.empty();
    }
    return number;
  }

  /** The text as a duration between the bounds, both included. */
  public Optional<Duration> duration(DurationRange range) {
    Optional<Duration> duration = Durations.parse(text());
    String found = label + " is `" + shown() + "`, ";
    if (duration.isEmpty()) {
      error(ProblemCode.DURATION, found + "expected a duration: " + Durations.advice(text()));
      return duration;
    }
    Optional<String> objection = range.objection(duration.get());
    objection.ifPresent(text -> error(ProblemCode.DURATION, found + text + "."));
    return objection.isPresent() ? Optional.empty() : duration;
  }

  /** What the text stands for; the map's order is that of the message. */
  public <T> Optional<T> choice(Map<String, T> choices) {
    return choice(choices, Map.of());
  }

  /**
   * As {@link #choice(Map)}.
   *
   * @param slips what people write instead, in small letters, and the word that they mean
   */
  public <T> Optional<T> choice(Map<String, T> choices, Map<String, String> slips) {
    T choice = choices.get(text());
    if (choice == null) {
      String meant = slips.get(text().toLowerCase(Locale.ROOT));
      String hint =
          meant == null ? Nearest.hint(text(), choices.keySet()) : " Did you mean `" + meant + "`?";
      error(ProblemCode.UNKNOWN_WORD, label + " is `" + shown() + "`." + hint);
    }
    return Optional.ofNullable(choice);
  }

  /** The text as {@code true} or {@code false}. */
  public Optional<Boolean> flag() {
    return choice(FLAGS, Map.of("yes", "true", "on", "true", "no", "false", "off", "false"));
  }

  /**
   * Where the character at this index of {@link #text} (in code points) stands in the file, also
   * behind escapes and line breaks.
   */
  public Place placeOf(int index) {
    return source.placeAt(Alignment.sourceIndex(source.codePoints(), node, index));
  }

  /** Notes something that is hardly meant, at a character of {@link #text}, in code points. */
  public void warningAt(int index, ProblemCode code, String message) {
    source.problems().warning(placeOf(index), code, message);
  }

  /** The text for a message: one line, and not too long. */
  public String shown() {
    String line = text().strip().replaceAll("\\s+", " ");
    return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE - 1) + "…";
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
    return isEmpty() ? "empty" : "`" + shown() + "`";
  }

  @Override
  public void error(ProblemCode code, String message) {
    source.problems().error(place(), code, message);
  }

  @Override
  public void warning(ProblemCode code, String message) {
    source.problems().warning(place(), code, message);
  }

  boolean isQuoted() {
    ScalarStyle style = node.getScalarStyle();
    return style == ScalarStyle.SINGLE_QUOTED || style == ScalarStyle.DOUBLE_QUOTED;
  }

  /** In YAML {@code !event.vip} is a tag on an empty value: nobody means that. */
  boolean withoutTag() {
    String tag = node.getTag().getValue();
    if (tag.startsWith("!")) {
      error(
          ProblemCode.NEEDS_QUOTES,
          label + " begins with `!`, which means something else in YAML. Put it in quotes.");
      return false;
    }
    return true;
  }
}
