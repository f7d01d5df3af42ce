package io.campanile.patterns.cel;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelVariableResolver;
import dev.cel.runtime.Program;
import io.campanile.patterns.Expression;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A checked CEL expression over JSON objects. Never changed, so that any number of threads can
 * evaluate it at once. Equal where the text and the variables that it may use are equal.
 */
public final class CelExpression implements Expression {

  private final String source;
  private final Set<String> variables;
  private final FastPath.@Nullable Node fastPath;
  private final Map<String, String> requiredEventTexts;
  private final Set<String> profileProperties;
  private final Program program;

  CelExpression(
      String source,
      Set<String> variables,
      Optional<FastPath.Node> fastPath,
      Map<String, String> requiredEventTexts,
      Set<String> profileProperties,
      Program program) {
    this.source = source;
    this.variables = Set.copyOf(variables);
    this.fastPath = fastPath.orElse(null);
    this.requiredEventTexts = Map.copyOf(requiredEventTexts);
    this.profileProperties = Set.copyOf(profileProperties);
    this.program = program;
  }

  @Override
  public String source() {
    return source;
  }

  @Override
  public Map<String, String> requiredEventTexts() {
    return requiredEventTexts;
  }

  @Override
  public Set<String> profileProperties() {
    return profileProperties;
  }

  @Override
  public boolean test(Scope scope) {
    Object fast = fastPath == null ? FastPath.ASK : fastPath.eval(scope);
    return Boolean.TRUE.equals(fast == FastPath.ASK ? evaluate(scope) : fast);
  }

  @Override
  public Optional<Object> value(Scope scope) {
    Object fast = fastPath == null ? FastPath.ASK : fastPath.eval(scope);
    if (fast == FastPath.ERROR || fast == FastPath.NULL) {
      return Optional.empty();
    }
    // Only what is in the event or the profile as JSON is handed on as it is.
    boolean simple = fast instanceof String || fast instanceof Number || fast instanceof Boolean;
    return simple ? JsonResult.of(fast) : reference(scope);
  }

  @Override
  public Optional<Instant> moment(Scope scope) {
    Object fast = fastPath == null ? FastPath.ASK : fastPath.eval(scope);
    Object value = fast == FastPath.ASK ? evaluate(scope) : fast;
    return value instanceof Instant time ? Optional.of(time) : Optional.empty();
  }

  /** The evaluator's value, which the fast path is held against. */
  Optional<Object> reference(Scope scope) {
    return JsonResult.of(evaluate(scope));
  }

  /** Whether there is a fast path. */
  boolean isFast() {
    return fastPath != null;
  }

  /**
   * The result, or null for an error. The evaluator reports most errors as checked exceptions, and
   * some, out of functions that were given what they do not know, as others; they mean the same.
   */
  private @Nullable Object evaluate(Scope scope) {
    try {
      return program.eval(resolver(scope));
    } catch (CelEvaluationException | RuntimeException e) {
      return null;
    }
  }

  /** A variable that stands for nothing is not known to the evaluator: never a value. */
  private static CelVariableResolver resolver(Scope scope) {
    return name -> {
      if (name.equals(CelLanguage.NOW)) {
        return Optional.ofNullable(scope.now());
      }
      Map<String, @Nullable Object> object = scope.object(name);
      return object == null ? Optional.empty() : Optional.of(new JsonView.ObjectView(object));
    };
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CelExpression that
        && source.equals(that.source)
        && variables.equals(that.variables);
  }

  @Override
  public int hashCode() {
    return 31 * source.hashCode() + variables.hashCode();
  }

  @Override
  public String toString() {
    return source;
  }
}
