package io.campanile.connectors.database;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a record does to the tables. */
sealed interface Change {

  /**
   * A row is added, or changed.
   *
   * @param customer whose row it is
   * @param time when, in event time, what it tells of was so
   * @param values one for each column of the table
   * @param place where the record stands in its topic
   */
  record Row(
      Table table, String customer, Instant time, List<@Nullable Object> values, String place)
      implements Change {

    /** By which it is told from all other rows of the table. */
    List<@Nullable Object> key() {
      List<@Nullable Object> key = new ArrayList<>();
      for (int number : table.keyColumns()) {
        key.add(values.get(number));
      }
      return key;
    }
  }

  /** The customer has no profile any more, and is in no segment. */
  record Withdrawal(String customer) implements Change {}

  /**
   * All that was written about the customer is deleted, and nothing of it comes back.
   *
   * @param at what tells of this time, or one before, belongs to it
   */
  record Erasure(String customer, Instant requestedAt, Instant at) implements Change {}

  /**
   * The record cannot become a row.
   *
   * @param place where it stands in its topic
   * @param problem what was found, and what was expected
   */
  record Refusal(String place, String problem) implements Change {}

  /** The record is of no concern to any table. */
  record None() implements Change {}
}
