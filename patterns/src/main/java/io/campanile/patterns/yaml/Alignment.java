package io.campanile.patterns.yaml;

import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Finds where in the file a character of a scalar's text stands: quotes, escapes, folded lines and
 * indentation are in the one and not in the other.
 *
 * <p>The two are walked side by side. Where they do not fit, the last place that did is returned: a
 * message that points a little beside the mistake is better than none.
 */
final class Alignment {

  private final int[] source;
  private final int[] text;
  private final ScalarStyle style;
  private int at;

  private Alignment(int[] source, int[] text, ScalarStyle style, int start) {
    this.source = source;
    this.text = text;
    this.style = style;
    this.at = start;
  }

  /** The index in {@code source} of the character at {@code index} of the node's text. */
  static int sourceIndex(int[] source, ScalarNode node, int index) {
    int start = node.getStartMark().map(Mark::getIndex).orElse(0);
    int[] text = node.getValue().codePoints().toArray();
    Alignment alignment = new Alignment(source, text, node.getScalarStyle(), start);
    alignment.skipProperties();
    alignment.skipOpening();
    return alignment.walk(Math.min(index, text.length));
  }

  private int walk(int index) {
    for (int i = 0; i < index; i++) {
      at = settle(i) + width(i);
    }
    return index < text.length ? settle(index) : at;
  }

  /** Where the character {@code i} of the text begins: behind line breaks that were folded away. */
  private int settle(int i) {
    int p = at;
    if (text[i] == peek(p)) {
      return p;
    }
    while (style == ScalarStyle.DOUBLE_QUOTED && peek(p) == '\\' && isBreak(peek(p + 1))) {
      p = skipBlank(p + 1);
    }
    if (text[i] != ' ' && text[i] != '\n') {
      p = skipBlank(p);
    }
    return p;
  }

  /** How many characters of the file the character {@code i} of the text takes. */
  private int width(int i) {
    int p = settle(i);
    int c = peek(p);
    if (style == ScalarStyle.DOUBLE_QUOTED && c == '\\') {
      return switch (peek(p + 1)) {
        case 'x' -> 4;
        case 'u' -> 6;
        case 'U' -> 10;
        default -> 2;
      };
    }
    if (style == ScalarStyle.SINGLE_QUOTED && c == '\'' && peek(p + 1) == '\'') {
      return 2;
    }
    return c == text[i] || isBreak(c) || c == ' ' || c == '\t' ? 1 : 0;
  }

  private void skipProperties() {
    while (peek(at) == '&' || (peek(at) == '!' && style != ScalarStyle.PLAIN)) {
      while (at < source.length && !isBlank(peek(at))) {
        at++;
      }
      at = skipBlank(at);
    }
  }

  private void skipOpening() {
    if (style == ScalarStyle.SINGLE_QUOTED || style == ScalarStyle.DOUBLE_QUOTED) {
      at++;
    } else if (style == ScalarStyle.LITERAL || style == ScalarStyle.FOLDED) {
      while (at < source.length && !isBreak(peek(at))) {
        at++;
      }
      at = text.length > 0 && isBlank(text[0]) ? at + 1 : skipBlank(at);
    }
  }

  private int skipBlank(int from) {
    int p = from;
    while (p < source.length && isBlank(source[p])) {
      p++;
    }
    return p;
  }

  private int peek(int index) {
    return index < source.length ? source[index] : -1;
  }

  private static boolean isBlank(int c) {
    return c == ' ' || c == '\t' || isBreak(c);
  }

  private static boolean isBreak(int c) {
    return c == '\n' || c == '\r';
  }
}
