package io.campanile.patterns.yaml;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that somebody probably meant. */
public final class Nearest {

  private Nearest() {}

  /**
   * The known name that is nearest to what was found, where one is near enough to be a slip:
   * exchanged, missing, doubled or wrong letters in up to a third of it. Upper and lower case,
   * {@code _}, {@code -} and blanks count as alike. The first of several equally near ones.
   */
  public static Optional<String> to(String found, Collection<String> known) {
    String wanted = fold(found);
    String best = null;
    int bestDistance = Math.max(1, wanted.length() / 3) + 1;
    for (String name : known) {
      int distance = distance(wanted, fold(name));
      if (distance < bestDistance) {
        best = name;
        bestDistance = distance;
      }
    }
    return Optional.ofNullable(best);
  }

  /**
   * A sentence for the end of a message: the nearest known name, or, where none is near, the known
   * names, where there are any.
   */
  public static String hint(String found, Collection<String> known) {
    return to(found, known)
        .map(name -> " Did you mean `" + name + "`?")
        .orElseGet(() -> known.isEmpty() ? "" : " Expected " + oneOf(known) + ".");
  }

  /** {@code `a`, `b` or `c`}. */
  public static String oneOf(Collection<String> names) {
    StringBuilder text = new StringBuilder();
    int i = 0;
    for (String name : names) {
      if (i > 0) {
        text.append(i == names.size() - 1 ? " or " : ", ");
      }
      text.append('`').append(name).append('`');
      i++;
    }
    return text.toString();
  }

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-');
  }

  /** Damerau-Levenshtein (optimal string alignment): an exchange of neighbours counts as one. */
  public static int distance(String a, String b) {
    int[] twoAbove = new int[b.length() + 1];
    int[] above = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitution = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(substitution, Math.min(above[j], row[j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], twoAbove[j - 2] + 1);
        }
      }
      int[] free = twoAbove;
      twoAbove = above;
      above = row;
      row = free;
    }
    return above[b.length()];
  }
}
