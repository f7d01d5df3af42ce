package io.campanile.connectors.database;

import io.campanile.connectors.database.Change.Erasure;
import io.campanile.connectors.database.Change.Refusal;
import io.campanile.connectors.database.Change.Row;
import io.campanile.connectors.database.Change.Withdrawal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The changes of one transaction, sorted by what they do. */
final class SortedChanges {

  final List<Erasure> erasures = new ArrayList<>();
  final List<Refusal> refusals = new ArrayList<>();

  /** Whose rows there are. */
  final Set<String> customers = new LinkedHashSet<>();

  long passedOver;

  /** But those of profiles. */
  private final List<Row> rows = new ArrayList<>();

  /** What is said of each customer's profile, in order. */
  private final Map<String, List<Change>> profiles = new LinkedHashMap<>();

  private SortedChanges() {}

  /** Changes in the order of their topics. */
  static SortedChanges of(List<Change> changes) {
    SortedChanges sorted = new SortedChanges();
    changes.forEach(sorted::add);
    return sorted;
  }

  private void add(Change change) {
    if (change instanceof Row row) {
      customers.add(row.customer());
      if (row.table() == Table.PROFILES) {
        ofProfile(row.customer()).add(row);
      } else {
        rows.add(row);
      }
    } else if (change instanceof Withdrawal withdrawal) {
      ofProfile(withdrawal.customer()).add(withdrawal);
    } else if (change instanceof Erasure erasure) {
      erasures.add(erasure);
    } else if (change instanceof Refusal refusal) {
      refusals.add(refusal);
    } else if (change instanceof Change.None) {
      passedOver++;
    }
  }

  private List<Change> ofProfile(String customer) {
    return profiles.computeIfAbsent(customer, id -> new ArrayList<>());
  }

  /** Removes rows; returns how many there were. */
  long removeRowsIf(Predicate<Row> condition) {
    long before = size();
    rows.removeIf(condition);
    profiles
        .values()
        .forEach(said -> said.removeIf(it -> it instanceof Row row && condition.test(row)));
    return before - size();
  }

  private long size() {
    return rows.size() + profiles.values().stream().mapToLong(List::size).sum();
  }

  /** The rows to be written, by table: the last of those with the same key. */
  Map<Table, List<Row>> lastRows() {
    Map<Table, Map<List<@Nullable Object>, Row>> last = new EnumMap<>(Table.class);
    for (Row row : rows) {
      last.computeIfAbsent(row.table(), table -> new LinkedHashMap<>()).put(row.key(), row);
    }
    for (List<Change> said : profiles.values()) {
      if (lastWord(said) instanceof Row row) {
        last.computeIfAbsent(row.table(), table -> new LinkedHashMap<>()).put(row.key(), row);
      }
    }
    Map<Table, List<Row>> byTable = new EnumMap<>(Table.class);
    last.forEach((table, byKey) -> byTable.put(table, List.copyOf(byKey.values())));
    return byTable;
  }

  /** Customers who have no profile any more. */
  Set<String> withdrawn() {
    Set<String> withdrawn = new LinkedHashSet<>();
    profiles.forEach(
        (customer, said) -> {
          if (lastWord(said) instanceof Withdrawal) {
            withdrawn.add(customer);
          }
        });
    return withdrawn;
  }

  /**
   * After a failure the job writes older profiles again: the latest since the withdrawal counts.
   */
  private static @Nullable Change lastWord(List<Change> said) {
    Change last = null;
    for (Change now : said) {
      boolean older =
          last instanceof Row earlier
              && now instanceof Row later
              && later.time().isBefore(earlier.time());
      last = older ? last : now;
    }
    return last;
  }

  /** Customers who are erased. */
  Set<String> erasedNow() {
    Set<String> erased = new LinkedHashSet<>();
    erasures.forEach(erasure -> erased.add(erasure.customer()));
    return erased;
  }

  /** Customers whose memberships may have changed. */
  Set<String> customersOfMemberships() {
    Set<String> customers = new LinkedHashSet<>(erasedNow());
    profiles.forEach(
        (customer, said) -> {
          if (!said.isEmpty()) {
            customers.add(customer);
          }
        });
    for (Row row : rows) {
      if (row.table() == Table.SEGMENT_EVENTS) {
        customers.add(row.customer());
      }
    }
    return customers;
  }
}
