package io.campanile.patterns.yaml;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** A file while it is read: its name, its characters, and where its problems go. */
final class Source {

  private final String file;
  private final int[] codePoints;
  private final Problems problems;

  Source(String file, String text, Problems problems) {
    this.file = file;
    this.codePoints = text.codePoints().toArray();
    this.problems = problems;
  }

  int[] codePoints() {
    return codePoints;
  }

  Problems problems() {
    return problems;
  }

  Place place(Optional<Mark> mark) {
    return mark.map(m -> new Place(file, m.getLine() + 1, m.getColumn() + 1))
        .orElseGet(() -> Place.startOf(file));
  }

  Span span(Node node) {
    Place place = place(node.getStartMark());
    int from = node.getStartMark().map(Mark::getIndex).orElse(0);
    return new Span(
        place.line(), place.column(), from, node.getEndMark().map(Mark::getIndex).orElse(from));
  }

  /** The place of the character at an index, in code points. */
  Place placeAt(int index) {
    int line = 1;
    int column = 1;
    int end = Math.min(index, codePoints.length);
    for (int i = 0; i < end; i++) {
      if (codePoints[i] == '\n') {
        line++;
        column = 1;
      } else {
        column++;
      }
    }
    return new Place(file, line, column);
  }
}
