package io.campanile.connectors.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;

/**
 * Who is in which segment: what the profile says, and since when, which the entries say. Both come
 * from topics of their own, in either order, so this is put right whenever one of them has changed.
 */
final class Memberships {

  private final String delete;
  private final String insert;

  Memberships(String schema) {
    delete =
        """
        delete from %1$s.segment_memberships m where m.customer_id = any(?) and not exists (
          select from %1$s.profiles p
          where p.customer_id = m.customer_id and m.segment = any(p.segments))"""
            .formatted(schema);
    // What was read before the retention deleted its entry stays.
    insert =
        """
        insert into %1$s.segment_memberships as m (customer_id, segment, entered_at)
        select p.customer_id, s.segment, (
          select max(e.at) from %1$s.segment_events e
          where e.customer_id = p.customer_id and e.segment = s.segment and e.change = 'entered')
        from %1$s.profiles p cross join lateral (select distinct unnest(p.segments) as segment) s
        where p.customer_id = any(?)
        on conflict (customer_id, segment) do update set entered_at = excluded.entered_at
        where excluded.entered_at > coalesce(m.entered_at, '-infinity')"""
            .formatted(schema);
  }

  /** Puts right what is there of these customers. */
  void refresh(Connection connection, Collection<String> customers) throws SQLException {
    if (!customers.isEmpty()) {
      Object[] ids = customers.toArray();
      execute(connection, delete, ids);
      execute(connection, insert, ids);
    }
  }

  private static void execute(Connection connection, String sql, Object[] customers)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, connection.createArrayOf("text", customers));
      statement.executeUpdate();
    }
  }
}
