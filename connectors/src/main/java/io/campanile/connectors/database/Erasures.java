package io.campanile.connectors.database;

import io.campanile.connectors.database.Change.Erasure;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Who was erased, and up to when. A record that tells of a time up to that belongs to what was
 * erased, in whatever order the topics are read: it is deleted where it is there, and does not
 * become a row where it comes afterwards.
 *
 * <p>Every transaction that writes holds a lock that it shares with all others, and one that erases
 * holds it alone. So no transaction can have looked for erasures before one was entered, and add
 * its rows behind it, not even one of a job that is believed to be dead.
 */
final class Erasures {

  /** Any number that nobody else locks; each schema has its own beside it. */
  private static final long LOCK = 0x43_61_6D_70L << 32;

  private final String schema;

  Erasures(String schema) {
    this.schema = schema;
  }

  /** Takes the lock, until the end of the transaction. */
  void lock(Connection connection, boolean alone) throws SQLException {
    String name = alone ? "pg_advisory_xact_lock" : "pg_advisory_xact_lock_shared";
    long number = LOCK | (schema.hashCode() & 0xFFFF_FFFFL);
    try (Statement statement = connection.createStatement()) {
      // A machine that is gone must not hold the lock until the network notices.
      statement.execute(
          "set local idle_in_transaction_session_timeout = '60s'; select %s(%d)"
              .formatted(name, number));
    }
  }

  /** Deletes what there is of these customers, and remembers it. */
  void erase(Connection connection, List<Erasure> erasures) throws SQLException {
    if (erasures.isEmpty()) {
      return;
    }
    String remember =
        """
        insert into %s.erasures as t (customer_hash, requested_at, erased_at) values (?, ?, ?)
        on conflict (customer_hash) do update set requested_at = excluded.requested_at,
        erased_at = excluded.erased_at where t.erased_at < excluded.erased_at"""
            .formatted(schema);
    try (PreparedStatement statement = connection.prepareStatement(remember)) {
      for (Erasure erasure : erasures) {
        statement.setBytes(1, hash(erasure.customer()));
        statement.setObject(2, erasure.requestedAt().atOffset(ZoneOffset.UTC));
        statement.setObject(3, erasure.at().atOffset(ZoneOffset.UTC));
        statement.executeUpdate();
      }
    }
    for (Table table : Table.values()) {
      try (PreparedStatement statement = connection.prepareStatement(table.erase(schema))) {
        for (Erasure erasure : erasures) {
          statement.setString(1, erasure.customer());
          statement.setObject(2, erasure.at().atOffset(ZoneOffset.UTC));
          statement.executeUpdate();
        }
      }
    }
  }

  /** Of these customers, those who were erased: up to when, by customer. */
  Map<String, Instant> find(Connection connection, Collection<String> customers)
      throws SQLException {
    Map<String, Instant> erased = new HashMap<>();
    if (customers.isEmpty()) {
      return erased;
    }
    Map<String, String> byHash = new HashMap<>();
    customers.forEach(customer -> byHash.put(hex(hash(customer)), customer));
    String query =
        "select customer_hash, erased_at from %s.erasures where customer_hash = any(?)"
            .formatted(schema);
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      byte[][] hashes = customers.stream().map(Erasures::hash).toArray(byte[][]::new);
      statement.setArray(1, connection.createArrayOf("bytea", hashes));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          String customer = byHash.get(hex(rows.getBytes(1)));
          if (customer != null) {
            erased.put(customer, rows.getObject(2, OffsetDateTime.class).toInstant());
          }
        }
      }
    }
    return erased;
  }

  private static byte[] hash(String customer) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(customer.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private static String hex(byte[] hash) {
    return HexFormat.of().formatHex(hash);
  }
}
