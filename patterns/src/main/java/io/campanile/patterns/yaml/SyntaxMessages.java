package io.campanile.patterns.yaml;

import io.campanile.patterns.ProblemCode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Says what a YAML parser found in the words of somebody who writes campaigns. */
final class SyntaxMessages {

  private static final Pattern CHARACTER =
      Pattern.compile("found character '(.+?)' that cannot start any token.*", Pattern.DOTALL);

  /** What was found, and what kind of problem that is. */
  record Finding(ProblemCode code, String message) {}

  private SyntaxMessages() {}

  /** Where to point: where an open quote or bracket began rather than where its absence showed. */
  static Optional<Mark> mark(MarkedYamlEngineException e) {
    boolean neverClosed = contextHas(e, "quoted scalar") && problem(e).contains("end of stream");
    Optional<Mark> context = e.getContextMark();
    return neverClosed && context.isPresent() ? context : e.getProblemMark().or(() -> context);
  }

  static Finding of(MarkedYamlEngineException e) {
    String problem = problem(e);
    Matcher character = CHARACTER.matcher(problem);
    if (character.matches()) {
      return badStart(character.group(1), atLineStart(e));
    }
    if (problem.contains("mapping values are not allowed")) {
      return new Finding(
          ProblemCode.INDENTATION,
          "A `:` is not expected here. Either this line is indented differently from the lines"
              + " beside it, or a text that contains `: ` needs quotes around it.");
    }
    if (contextHas(e, "block scalar")) {
      return new Finding(
          ProblemCode.NEEDS_QUOTES, "Text that begins with `>` or `|` needs quotes around it.");
    }
    if (problem.contains("sequence entries are not allowed")) {
      return new Finding(
          ProblemCode.INDENTATION,
          "A list entry `- ` cannot begin here. Put it on a line of its own.");
    }
    if (problem.contains("undefined alias")) {
      return new Finding(
          ProblemCode.NEEDS_QUOTES, "Text that begins with `*` needs quotes around it.");
    }
    if (problem.contains("another document")) {
      return new Finding(ProblemCode.TWO_DOCUMENTS, "A file holds one document. Remove the `---`.");
    }
    if (problem.contains("unknown escape character")) {
      return new Finding(
          ProblemCode.NEEDS_QUOTES,
          "`\\` begins an escape inside double quotes. Write `\\\\`, or use single quotes.");
    }
    return unfinished(e, problem);
  }

  private static Finding unfinished(MarkedYamlEngineException e, String problem) {
    if (contextHas(e, "quoted scalar") && problem.contains("end of stream")) {
      return new Finding(ProblemCode.NEVER_CLOSED, "The quote that opens here is never closed.");
    }
    if (contextHas(e, "flow mapping")) {
      return new Finding(
          ProblemCode.NEVER_CLOSED,
          "Expected `,` or `}`: the `{` of line " + contextLine(e) + " is still open.");
    }
    if (contextHas(e, "flow sequence")) {
      return new Finding(
          ProblemCode.NEVER_CLOSED,
          "Expected `,` or `]`: the `[` of line " + contextLine(e) + " is still open.");
    }
    if (problem.contains("could not find expected ':'")) {
      return new Finding(
          ProblemCode.NOT_YAML,
          "Expected `key: value`: the `:` with a blank after it is missing on line "
              + contextLine(e)
              + ".");
    }
    if (problem.contains("but found '<scalar>'") && !atLineStart(e)) {
      return new Finding(
          ProblemCode.NEEDS_QUOTES,
          "Text goes on after a closing quote. Put the whole value in quotes of the other kind: "
              + (isDoubleQuote(e) ? "'\"a\" in event.list'." : "\"It's time\"."));
    }
    if (problem.contains("expected <block end>")) {
      return new Finding(
          ProblemCode.INDENTATION,
          "Wrong indentation: this line is not aligned with what began on line "
              + contextLine(e)
              + ".");
    }
    String context = e.getContext();
    return new Finding(
        ProblemCode.NOT_YAML,
        "This is not YAML: " + (context == null ? "" : context + ", ") + problem + ".");
  }

  private static Finding badStart(String character, boolean atLineStart) {
    return character.contains("TAB")
        ? new Finding(
            ProblemCode.TAB,
            atLineStart
                ? "A tab cannot be used for indentation. Use blanks."
                : "A tab cannot stand here. Use blanks.")
        : new Finding(
            ProblemCode.NEEDS_QUOTES,
            "Text that begins with `" + character + "` needs quotes around it.");
  }

  /** Whether the quote that is closed before the text goes on is a double one. */
  private static boolean isDoubleQuote(MarkedYamlEngineException e) {
    return e.getProblemMark()
        .map(SyntaxMessages::closingQuote)
        .filter(quote -> quote == '"')
        .isPresent();
  }

  /** The last quote before a place of which is known that there is one. */
  private static int closingQuote(Mark behind) {
    int[] text = behind.getBuffer();
    int at = behind.getPointer() - 1;
    while (at > 0 && text[at] != '"' && text[at] != '\'') {
      at--;
    }
    return at < 0 ? 0 : text[at];
  }

  private static boolean atLineStart(MarkedYamlEngineException e) {
    return e.getProblemMark().map(Mark::getColumn).equals(Optional.of(0));
  }

  private static boolean contextHas(MarkedYamlEngineException e, String text) {
    String context = e.getContext();
    return context != null && context.contains(text);
  }

  private static String problem(MarkedYamlEngineException e) {
    String problem = e.getProblem();
    return problem == null ? "" : problem;
  }

  private static String contextLine(MarkedYamlEngineException e) {
    return e.getContextMark().map(mark -> String.valueOf(mark.getLine() + 1)).orElse("?");
  }
}
