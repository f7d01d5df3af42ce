package io.campanile.cli.letters;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which dead letters are meant; an empty list or time means any.
 *
 * @param since arrived at or after this
 * @param until arrived before this
 */
public record LetterFilter(
    List<String> codes,
    List<String> sources,
    List<String> topics,
    Optional<Instant> since,
    Optional<Instant> until) {

  /** Whether it names anything at all. */
  public boolean isEmpty() {
    return codes.isEmpty()
        && sources.isEmpty()
        && topics.isEmpty()
        && since.isEmpty()
        && until.isEmpty();
  }

  /** Whether a letter is meant; one of which nobody knows when it arrived is outside every time. */
  boolean takes(Letter letter) {
    return isOneOf(codes, letter.code())
        && isOneOf(sources, letter.source())
        && isOneOf(topics, letter.place().topic())
        && since
            .map(from -> letter.arrivedAt().filter(at -> !at.isBefore(from)).isPresent())
            .orElse(true)
        && until
            .map(to -> letter.arrivedAt().filter(at -> at.isBefore(to)).isPresent())
            .orElse(true);
  }

  private static boolean isOneOf(List<String> wanted, String found) {
    return wanted.isEmpty() || wanted.stream().anyMatch(name -> name.equalsIgnoreCase(found));
  }
}
