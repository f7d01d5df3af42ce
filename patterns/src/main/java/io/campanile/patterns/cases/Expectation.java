package io.campanile.patterns.cases;

import io.campanile.patterns.yaml.Span;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that should come of a test. What is empty may be anything.
 *
 * @param at when
 * @param kind what happens
 * @param subject a channel, a campaign or a segment, by its kind
 * @param template what is sent
 * @param variables some of what the template is filled with; JSON values
 * @param reason why it was dropped, deferred or suppressed
 * @param rule which cap decided
 * @param until until when it is put off
 * @param campaign whose message it is
 * @param per the value of {@code per}
 * @param written where it stands in the file
 */
public record Expectation(
    Moment at,
    Kind kind,
    String subject,
    Optional<String> template,
    Optional<Map<String, @Nullable Object>> variables,
    Optional<String> reason,
    Optional<String> rule,
    Optional<Moment> until,
    Optional<String> campaign,
    Optional<String> per,
    Span written) {

  /** What can come of a test, by the key of files. */
  public enum Kind {
    SEND("send"),
    CANCELLED("cancelled"),
    DROPPED("dropped"),
    DEFERRED("deferred"),
    FIRES("fires"),
    SUPPRESSED("suppressed"),
    ENTERS("enters"),
    LEAVES("leaves");

    private final String key;

    Kind(String key) {
      this.key = key;
    }

    /** The key in files. */
    public String key() {
      return key;
    }

    /** Whether a test has to list each of them. */
    public boolean isListed() {
      return this == SEND || this == CANCELLED;
    }

    /** Whether its subject is a channel. */
    public boolean isOfChannel() {
      return this == SEND || this == CANCELLED || this == DROPPED || this == DEFERRED;
    }

    /** Whether its subject is a segment. */
    public boolean isOfSegment() {
      return this == ENTERS || this == LEAVES;
    }
  }
}
