package io.campanile.patterns.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.parser.CelUnparserFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.Program;
import dev.cel.validator.CelValidator;
import dev.cel.validator.CelValidatorFactory;
import dev.cel.validator.validators.DurationLiteralValidator;
import dev.cel.validator.validators.RegexLiteralValidator;
import dev.cel.validator.validators.TimestampLiteralValidator;
import io.campanile.patterns.Expression;
import io.campanile.patterns.ProblemCode;
import io.campanile.patterns.SegmentDefinition.Inputs;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compiles expressions: CEL's standard library and macros, numbers compared by value, and every
 * variable but {@code now} an object whose properties can be anything.
 *
 * <p>One per reading of a directory; not for several threads. What it compiles is.
 */
public final class CelLanguage {

  /** What an expression is for. */
  public enum Use {
    /** True or false. */
    CONDITION,
    /** A value that sequences are told apart by. */
    KEY,
    /** Any value. */
    VALUE
  }

  /**
   * Something wrong in an expression.
   *
   * @param index of the character, in code points, from 0
   * @param code what kind of problem it is
   * @param message one or two sentences
   */
  public record Fault(int index, ProblemCode code, String message) {}

  /** What became of a text. */
  public sealed interface Compiled {
    /**
     * It can be evaluated.
     *
     * @param always the result that a condition has whatever it looks at, where there is one
     */
    record Right(CelExpression expression, Optional<Boolean> always) implements Compiled {}

    /** It can not. */
    record Wrong(List<Fault> faults) implements Compiled {}
  }

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .enableHeterogeneousNumericComparisons(true)
          // Far above any cart, and a bound for what one hostile event can cost.
          .comprehensionMaxIterations(100_000)
          .build();

  /** Takes the maps that it is given as they are; the planning runtime copies them each time. */
  static final CelRuntime RUNTIME =
      CelRuntimeFactory.legacyCelRuntimeBuilder().setOptions(OPTIONS).build();

  /** The moment of judgement; a point in time, where every other variable is an object. */
  static final String NOW = "now";

  private static final String PROFILE = "profile";

  private final Map<Set<String>, CelCompiler> compilers = new HashMap<>();
  private final SegmentFunction segments;

  /** A language without segments. */
  public CelLanguage() {
    this(Set.of());
  }

  /** A language in which {@code segment("…")} knows these. */
  public CelLanguage(Set<String> segments) {
    this.segments = new SegmentFunction(segments);
  }

  /**
   * Compiles a text.
   *
   * @param variables what it may use
   * @param elsewhere what it may not use, but other expressions beside it may, for better messages
   */
  public Compiled compile(String text, Set<String> variables, Use use, Set<String> elsewhere) {
    if (text.isBlank()) {
      return new Compiled.Wrong(
          List.of(new Fault(0, ProblemCode.EXPRESSION_SYNTAX, "Expected an expression.")));
    }
    if (text.startsWith("{{")) {
      return new Compiled.Wrong(
          List.of(
              new Fault(
                  0,
                  ProblemCode.EXPRESSION_SYNTAX,
                  "An expression is written as it is, without `{{` and `}}`.")));
    }
    CelCompiler compiler = compiler(variables);
    CelValidationResult result = compiler.compile(text);
    if (result.hasError()) {
      return new Compiled.Wrong(new CelFaults(text, variables, elsewhere).of(result.getErrors()));
    }
    try {
      CelAbstractSyntaxTree tree = result.getAst();
      CelValidationResult literals = validator(compiler).validate(tree);
      if (literals.hasError()) {
        return new Compiled.Wrong(
            new CelFaults(text, variables, elsewhere).ofLiterals(literals.getErrors()));
      }
      CelType type = tree.getResultType();
      if (!fits(type, use)) {
        return new Compiled.Wrong(
            List.of(new Fault(0, ProblemCode.EXPRESSION_RESULT, misfit(type, use))));
      }
      CelExpression expression =
          new CelExpression(
              text,
              variables,
              FastPath.of(tree),
              RequiredTexts.of(tree),
              new InputFinder(tree, Set.of(), part -> Optional.empty()).find().properties(),
              RUNTIME.createProgram(tree));
      Optional<Boolean> always =
          use == Use.CONDITION ? always(expression, tree.getExpr()) : Optional.empty();
      return new Compiled.Right(expression, always);
    } catch (CelValidationException | CelEvaluationException e) {
      return new Compiled.Wrong(
          List.of(
              new Fault(0, ProblemCode.EXPRESSION_SYNTAX, "This is not CEL: " + e.getMessage())));
    }
  }

  private static Optional<Boolean> always(CelExpression condition, CelExpr tree) {
    return Constancy.looksAtNothing(tree)
        ? Optional.of(condition.test(variable -> null))
        : Constancy.of(tree);
  }

  private static boolean fits(CelType type, Use use) {
    CelKind kind = type.kind();
    return switch (use) {
      case CONDITION -> kind == CelKind.BOOL || kind == CelKind.DYN;
      case KEY -> kind != CelKind.MAP && kind != CelKind.NULL_TYPE && kind != CelKind.TYPE;
      case VALUE -> kind != CelKind.NULL_TYPE && kind != CelKind.TYPE;
    };
  }

  private static String misfit(CelType type, Use use) {
    String found = "The result is " + CelTypes.inWords(type.kind());
    return switch (use) {
      case CONDITION -> found + ", expected a condition, which is true or false.";
      case KEY -> found + ", expected a text, a number, a truth value or a list of them.";
      case VALUE -> found + ", expected a value.";
    };
  }

  /** Finds constants that could only fail when evaluated: then the condition would never hold. */
  private static CelValidator validator(CelCompiler compiler) {
    return CelValidatorFactory.standardCelValidatorBuilder(compiler, RUNTIME)
        .addAstValidators(
            RegexLiteralValidator.INSTANCE,
            DurationLiteralValidator.INSTANCE,
            TimestampLiteralValidator.INSTANCE)
        .build();
  }

  /** What to say of a segment that is not among the known ones. */
  public static String unknownSegment(String name, Set<String> known) {
    return SegmentFunction.unknown(name, known);
  }

  /** What a condition looks at; the text and the variables are those of a compiled condition. */
  public Inputs inputs(String text, Set<String> variables, Set<String> scores) {
    CelCompiler compiler = compiler(variables);
    try {
      CelAbstractSyntaxTree tree = compiler.compile(text).getAst();
      return new InputFinder(tree, scores, part -> part(compiler, part, variables)).find();
    } catch (CelValidationException e) {
      throw new IllegalArgumentException("Not a compiled expression: " + text, e);
    }
  }

  /** A part of an expression, or something made of its parts, on its own; empty if not sound. */
  private static Optional<Expression> part(
      CelCompiler compiler, CelAbstractSyntaxTree part, Set<String> variables) {
    try {
      CelValidationResult result = compiler.check(part);
      if (result.hasError()) {
        return Optional.empty();
      }
      String text = CelUnparserFactory.newUnparser().unparse(part);
      CelAbstractSyntaxTree tree = result.getAst();
      Program program = RUNTIME.createProgram(tree);
      return Optional.of(
          new CelExpression(text, variables, FastPath.of(tree), Map.of(), Set.of(), program));
    } catch (CelValidationException | CelEvaluationException e) {
      return Optional.empty();
    }
  }

  private CelCompiler compiler(Set<String> variables) {
    return compilers.computeIfAbsent(Set.copyOf(variables), this::newCompiler);
  }

  private CelCompiler newCompiler(Set<String> variables) {
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS);
    for (String variable : variables) {
      builder.addVar(
          variable,
          variable.equals(NOW)
              ? SimpleType.TIMESTAMP
              : MapType.create(SimpleType.STRING, SimpleType.DYN));
    }
    if (variables.contains(PROFILE) && !variables.contains(NOW)) {
      builder.addMacros(segments.macro());
      builder.addVar(Expression.SEGMENTS, MapType.create(SimpleType.STRING, SimpleType.BOOL));
    }
    return builder.build();
  }
}
