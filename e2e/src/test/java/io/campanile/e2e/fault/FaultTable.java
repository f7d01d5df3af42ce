package io.campanile.e2e.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What each fault did, as a table. */
final class FaultTable {

  private final List<Row> rows = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /**
   * A fault.
   *
   * @param name what was done
   * @param atMillis when, by the wall clock, which events go by too
   * @param recoveryMillis from then to the first committed action that was decided after it
   * @param perSecond events that the broker took meanwhile
   */
  record Row(String name, long atMillis, long recoveryMillis, double perSecond) {}

  /** Faults are added in the order in which they happen. */
  void add(Row row) {
    rows.add(row);
    System.out.printf(
        Locale.ROOT, "%s: recovered after %.1f s%n", row.name(), row.recoveryMillis() / 1000.0);
  }

  /** Something to say below the table. */
  void note(String sentence) {
    notes.add(sentence);
    System.out.println(sentence);
  }

  /** The table; what concerns a time belongs to the last fault before it. */
  String markdown(Comparison comparison) {
    StringBuilder text =
        new StringBuilder("| fault | time to recover | events/s during it | lost | duplicated |\n");
    text.append("|---|--:|--:|--:|--:|\n");
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      long from = i == 0 ? Long.MIN_VALUE : row.atMillis();
      long until = i + 1 < rows.size() ? rows.get(i + 1).atMillis() : Long.MAX_VALUE;
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %.1f s | %,.0f | %,d | %,d |%n",
              row.name(),
              row.recoveryMillis() / 1000.0,
              row.perSecond(),
              comparison.lost(from, until),
              comparison.surplus(from, until)));
    }
    text.append('\n');
    notes.forEach(note -> text.append(note).append('\n'));
    return text.toString();
  }

  /** Prints the table, and writes it to a file. */
  void tell(Comparison comparison, Path file) throws IOException {
    String text = markdown(comparison);
    System.out.println(text);
    Files.writeString(file, text);
  }
}
