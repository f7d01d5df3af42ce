package io.campanile.connectors.database;

import static io.campanile.connectors.database.Column.Kind.JSON;
import static io.campanile.connectors.database.Column.Kind.NUMBER;
import static io.campanile.connectors.database.Column.Kind.TEXT;
import static io.campanile.connectors.database.Column.Kind.TEXTS;
import static io.campanile.connectors.database.Column.Kind.TIME;
import static io.campanile.connectors.database.Column.optional;
import static io.campanile.connectors.database.Column.required;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The tables that records become rows of. Their columns are those of the migrations, which a test
 * holds.
 */
@SuppressWarnings("ImmutableEnumChecker") // The lists and arrays are never changed.
enum Table {
  PROFILES(
      "profiles",
      "at",
      "customer_id",
      required("customer_id", TEXT, "/customerId"),
      required("at", TIME, "/at"),
      required("first_seen", TIME, "/firstSeen"),
      required("last_seen", TIME, "/lastSeen"),
      required("traits", JSON, "/traits"),
      required("segments", TEXTS, "/segments"),
      required("consent", JSON, "/consent"),
      required("consent_details", JSON, "/consentDetails"),
      required("contact_points", JSON, "/contactPoints"),
      required("release", TEXT, "/release")),

  SEGMENT_EVENTS(
      "segment_events",
      "at",
      "customer_id, segment, at, change",
      required("customer_id", TEXT, "/customerId"),
      required("segment", TEXT, "/segment"),
      required("change", TEXT, "/change"),
      required("at", TIME, "/at"),
      required("release", TEXT, "/release")),

  TRIGGERS(
      "triggers",
      "fired_at",
      "trigger_id",
      required("trigger_id", TEXT, "/triggerId"),
      required("campaign", TEXT, "/campaign"),
      required("release", TEXT, "/release"),
      required("customer_id", TEXT, "/customerId"),
      required("key", TEXT, "/key"),
      required("fired_at", TIME, "/firedAt"),
      required("events", TEXTS, "/events"),
      required("outcome", TEXT, "/outcome"),
      optional("reason", TEXT, "/reason"),
      required("trace", JSON, "/trace")),

  DECISIONS(
      "decisions",
      "decided_at",
      "action_id, decided_at, outcome",
      required("action_id", TEXT, "/actionId"),
      required("trigger_id", TEXT, "/triggerId"),
      required("campaign", TEXT, "/campaign"),
      required("release", TEXT, "/release"),
      required("customer_id", TEXT, "/customerId"),
      required("key", TEXT, "/key"),
      required("channel", TEXT, "/channel"),
      required("position", NUMBER, "/position"),
      required("due_at", TIME, "/dueAt"),
      required("decided_at", TIME, "/decidedAt"),
      required("outcome", TEXT, "/outcome"),
      optional("until", TIME, "/until"),
      optional("reason", TEXT, "/reason"),
      optional("rule", TEXT, "/rule"),
      required("timezone", TEXT, "/timezone"),
      required("trace", JSON, "/trace")),

  ACTIONS(
      "actions",
      "decided_at",
      "action_id",
      required("action_id", TEXT, "/actionId"),
      required("operation", TEXT, "/operation"),
      required("customer_id", TEXT, "/customerId"),
      required("channel", TEXT, "/channel"),
      required("class", TEXT, "/class"),
      optional("address", TEXT, "/address"),
      required("template", TEXT, "/template"),
      required("variables", JSON, "/variables"),
      optional("locale", TEXT, "/locale"),
      required("timezone", TEXT, "/timezone"),
      required("campaign", TEXT, "/campaign/name"),
      required("release", TEXT, "/campaign/release"),
      required("tags", TEXTS, "/campaign/tags"),
      required("priority", NUMBER, "/campaign/priority"),
      required("trigger_id", TEXT, "/trigger/id"),
      required("key", TEXT, "/trigger/key"),
      required("fired_at", TIME, "/trigger/firedAt"),
      required("events", TEXTS, "/trigger/events"),
      required("position", NUMBER, "/position"),
      required("due_at", TIME, "/dueAt"),
      required("decided_at", TIME, "/decidedAt"),
      required("expires_at", TIME, "/expiresAt"));

  private final String tableName;
  private final String timeColumn;
  private final String key;
  private final List<Column> columns;
  private final int[] keyColumns;

  Table(String tableName, String timeColumn, String key, Column... columns) {
    this.tableName = tableName;
    this.timeColumn = timeColumn;
    this.key = key;
    this.columns = List.of(columns);
    this.keyColumns = Arrays.stream(key.split(", ")).mapToInt(this::numberOf).toArray();
  }

  String tableName() {
    return tableName;
  }

  /** The column with the time of what a row tells of. */
  String timeColumn() {
    return timeColumn;
  }

  List<Column> columns() {
    return columns;
  }

  /** The numbers of the columns by which a row is told from all others, from 0. */
  int[] keyColumns() {
    return keyColumns;
  }

  /** The number of a column, from 0. */
  int numberOf(String column) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(column)) {
        return i;
      }
    }
    throw new IllegalArgumentException(tableName + " has no column " + column);
  }

  /**
   * Adds a row, or writes it over the one that is there. A profile is never written over a later
   * one: what is read again after a failure begins with older ones.
   */
  String upsert(String schema) {
    String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
    String values =
        columns.stream()
            .map(column -> column.kind().placeholder())
            .collect(Collectors.joining(", "));
    List<String> keys = List.of(key.split(", "));
    String assignments =
        columns.stream()
            .map(Column::name)
            .filter(name -> !keys.contains(name))
            .map(name -> name + " = excluded." + name)
            .collect(Collectors.joining(", "));
    String unlessLater = this == PROFILES ? " where t.at <= excluded.at" : "";
    return "insert into %s.%s as t (%s) values (%s) on conflict (%s) do update set %s%s"
        .formatted(schema, tableName, names, values, key, assignments, unlessLater);
  }

  /** Deletes a customer's rows up to a time. */
  String erase(String schema) {
    return "delete from %s.%s where customer_id = ? and %s <= ?"
        .formatted(schema, tableName, timeColumn);
  }
}
