package io.campanile.cli.letters;

import io.campanile.cli.letters.Letter.Place;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The letters that somebody asked for.
 *
 * @param letters the first of them, in the order of their topic
 * @param resent which letters were sent again
 * @param codes how many there are of each code, those that are not shown too
 */
public record LetterList(List<Letter> letters, Set<Place> resent, Map<String, Integer> codes) {

  /** Reads them. */
  public static LetterList of(LetterTopics topics, LetterFilter filter, int limit)
      throws IOException {
    Set<Place> resent = topics.resent();
    List<Letter> letters = new ArrayList<>();
    Map<String, Integer> codes = new TreeMap<>();
    topics.letters(
        letter -> {
          if (filter.takes(letter)) {
            codes.merge(letter.code(), 1, Integer::sum);
            if (letters.size() < limit) {
              letters.add(letter);
            }
          }
          return true;
        });
    return new LetterList(letters, resent, codes);
  }

  /** A letter for people; nothing of the record itself. */
  public String line(Letter letter) {
    return "%-24s %-18s %-12s %s  %s%s"
        .formatted(
            letter.arrivedAt().map(Instant::toString).orElse("-"),
            letter.code(),
            letter.source(),
            letter.place(),
            letter.field().map(field -> "`" + field + "`: ").orElse("") + letter.message(),
            resent.contains(letter.place()) ? "  (sent again)" : "");
  }

  /** How many there are. */
  public List<String> summary() {
    int all = codes.values().stream().mapToInt(Integer::intValue).sum();
    List<String> lines = new ArrayList<>();
    lines.add(
        all
            + " dead letters"
            + (codes.isEmpty() ? "" : " " + codes)
            + (all > letters.size() ? ", the first " + letters.size() + " shown" : ""));
    return lines;
  }
}
