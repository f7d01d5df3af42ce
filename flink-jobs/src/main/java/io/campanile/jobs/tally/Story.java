package io.campanile.jobs.tally;

import java.io.Serializable;
import java.util.List;

/**
 * What happened to one customer, as an example.
 *
 * @param customerId whose it is
 * @param omitted how many lines came before those that are kept
 * @param lines in the order of their times
 */
public record Story(String customerId, long omitted, List<Line> lines) implements Serializable {

  /** What a line tells of. */
  public enum Kind {
    /** An event; the text is its name, or what kind of call it was. */
    EVENT,
    /** The visitor became a customer; the text is whose. */
    BECAME,
    /** A trigger fired; the text is its record, as on the wire. */
    TRIGGER,
    /** An action was decided; the text is its record, as on the wire. */
    DECISION
  }

  /**
   * One line.
   *
   * @param atMillis when, epoch milliseconds
   * @param kind what it tells of
   * @param text see {@link Kind}
   */
  public record Line(long atMillis, Kind kind, String text) implements Serializable {}

  /** Makes the list one that can be sent. */
  public Story {
    lines = new java.util.ArrayList<>(lines);
  }
}
