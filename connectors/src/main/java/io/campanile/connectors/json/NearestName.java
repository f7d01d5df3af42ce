package io.campanile.connectors.json;

import java.util.List;

/** Guesses what was meant. */
final class NearestName {

  /** Longer than any known name by far: what follows cannot make a guess better. */
  private static final int MAX_CHARS = 64;

  private NearestName() {}

  /** The first of the names with the fewest letters to change, add or leave out. */
  static String of(String found, List<String> names) {
    String start = found.substring(0, Math.min(found.length(), MAX_CHARS));
    String nearest = names.get(0);
    for (String name : names) {
      if (distance(start, name) < distance(start, nearest)) {
        nearest = name;
      }
    }
    return nearest;
  }

  private static int distance(String a, String b) {
    int[] above = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(changed, 1 + Math.min(above[j], row[j - 1]));
      }
      above = row;
    }
    return above[b.length()];
  }
}
