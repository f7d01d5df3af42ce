package io.campanile.connectors.kafka;

import java.util.List;
import java.util.regex.Pattern;

/** Which topics a source reads. */
public sealed interface EventTopics {

  /**
   * These and no others.
   *
   * @param names at least one
   */
  record Named(List<String> names) implements EventTopics {

    /** Checks that there is one. */
    public Named {
      if (names.isEmpty()) {
        throw new IllegalArgumentException("No topics given; expected at least one");
      }
      names = List.copyOf(names);
    }
  }

  /**
   * Every topic whose whole name matches; one that is made later is found within minutes.
   *
   * @param pattern a Java regular expression
   */
  record Matching(String pattern) implements EventTopics {

    /** Checks that the pattern is one. */
    public Matching {
      Pattern.compile(pattern);
    }
  }
}
