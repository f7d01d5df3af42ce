package io.campanile.e2e.fault;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.campanile.e2e.fault.Ledger.Kind;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is in the database.
 *
 * @param ids of the rows, by what they are; doubled ones are impossible, for they are primary keys
 * @param profiles the time of which each customer's row tells
 * @param refused how many records could not become rows
 */
record DatabaseRows(Map<Kind, Set<String>> ids, Map<String, Instant> profiles, long refused) {

  private static final String TIME =
      "to_char(%s at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')";

  static DatabaseRows of(Plant plant) throws IOException {
    try (Connection connection = plant.database().connect();
        Statement statement = connection.createStatement()) {
      Map<Kind, Set<String>> ids = new EnumMap<>(Kind.class);
      for (Kind kind : Kind.values()) {
        ids.put(kind, ids(statement, kind));
      }
      return new DatabaseRows(
          ids, profiles(statement), count(statement, "campanile.refused_records"));
    } catch (SQLException e) {
      throw new IOException("The database does not answer", e);
    }
  }

  /** How many actions are there. */
  static long actions(Plant plant) throws IOException {
    try (Connection connection = plant.database().connect();
        Statement statement = connection.createStatement()) {
      return count(statement, "campanile.actions");
    } catch (SQLException e) {
      throw new IOException("The database does not answer", e);
    }
  }

  private static long count(Statement statement, String table) throws SQLException {
    try (ResultSet rows = statement.executeQuery("select count(*) from " + table)) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }

  private static Set<String> ids(Statement statement, Kind kind) throws SQLException {
    String query =
        switch (kind) {
          case TRIGGER -> "trigger_id from campanile.triggers";
          case DECISION ->
              "action_id || '|' || "
                  + TIME.formatted("decided_at")
                  + " || '|' || outcome"
                  + " from campanile.decisions";
          case ACTION -> "action_id from campanile.actions";
          case SEGMENT ->
              "customer_id || '|' || segment || '|' || "
                  + TIME.formatted("at")
                  + " || '|' || change"
                  + " from campanile.segment_events";
        };
    Set<String> ids = new HashSet<>();
    try (ResultSet rows = statement.executeQuery("select " + query)) {
      while (rows.next()) {
        ids.add(rows.getString(1));
      }
    }
    return ids;
  }

  private static Map<String, Instant> profiles(Statement statement) throws SQLException {
    Map<String, Instant> profiles = new HashMap<>();
    try (ResultSet rows =
        statement.executeQuery("select customer_id, at from campanile.profiles")) {
      while (rows.next()) {
        profiles.put(rows.getString(1), rows.getTimestamp(2).toInstant());
      }
    }
    return profiles;
  }

  /** What differs from the committed records, a line each kind. */
  List<String> differences(Committed committed) throws IOException {
    List<String> differences = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      Set<String> rows = ids.getOrDefault(kind, Set.of());
      Set<String> records = committed.ledger().of(kind).keySet();
      long missing = records.stream().filter(id -> !rows.contains(id)).count();
      long surplus =
          rows.stream().filter(id -> !id.contains(Traffic.NOBODY) && !records.contains(id)).count();
      if (missing + surplus > 0) {
        differences.add(
            "%s: %d of %d records have no row, %d rows have no record"
                .formatted(kind, missing, records.size(), surplus));
      }
    }
    Map<String, Instant> latest = new HashMap<>();
    for (Map.Entry<String, byte[]> profile : committed.profiles().entrySet()) {
      String at = new ObjectMapper().readTree(profile.getValue()).path("at").asText();
      latest.put(profile.getKey(), Instant.parse(at));
    }
    if (!latest.equals(profiles)) {
      differences.add("PROFILE: %d records, %d rows".formatted(latest.size(), profiles.size()));
    }
    if (refused > 0) {
      differences.add("%d records were refused".formatted(refused));
    }
    return differences;
  }
}
