package io.campanile.jobs.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.campanile.connectors.database.DatabaseMigrations;
import io.campanile.connectors.database.DatabaseSettings;
import io.campanile.connectors.output.OutputRecord;
import io.campanile.connectors.output.Stream;
import io.campanile.connectors.types.OutputRecordSerializer;
import io.campanile.database.EmbeddedDatabase;
import io.campanile.jobs.JobOptions;
import io.campanile.jobs.JobOptions.Engine;
import io.campanile.jobs.replay.ReplayJob;
import io.campanile.patterns.PatternFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Half a year of a wholesaler's orders, once as they are, once through a replay into profiles: at
 * any time, plain SQL over the one finds what stands in the other.
 */
class OfflineOrdersInSqlTest {

  private static final String TRAITS =
      """
      orders: {count: Order Completed}
      revenue: {sum: event.total, of: Order Completed}
      average: {average: event.total, of: Order Completed}
      last_order: {last: Order Completed}
      orders_30d: {count: Order Completed, over: 30d}
      """;

  private static final String SEGMENTS =
      """
      frequent: profile.orders_30d > 3
      vip: profile.revenue >= 1000
      lapsed: profile.last_order < now - duration("720h")
      new: profile.first_seen > now - duration("168h")
      """;

  /** What is known of each customer at a time, from the rows alone; each order counts once. */
  private static final String FROM_ROWS =
      """
      with events as (
        select distinct on (line->>'userId', line->>'messageId')
          line->>'userId' as customer_id,
          line->>'event' = 'Order Completed' as is_order,
          (line->>'timestamp')::timestamptz as at,
          (line->'properties'->>'total')::numeric as total
        from raw_lines where (line->>'timestamp')::timestamptz <= timestamptz '%1$s'
        order by 1, line->>'messageId', at
      ), customers as (
        select customer_id,
          count(*) filter (where is_order) as orders,
          coalesce(sum(total) filter (where is_order), 0) as revenue,
          max(at) filter (where is_order) as last_order,
          min(at) as first_seen,
          -- An order leaves the window at the full hour after it.
          count(*) filter (where is_order
            and date_trunc('hour', at + interval '719 hours 59 minutes 59.999 seconds')
              + interval '1 hour' > timestamptz '%1$s') as orders_30d
        from events group by customer_id
      )
      """;

  private static EmbeddedDatabase database;
  private static DatabaseSettings settings;
  private static Path events;

  @TempDir private Path directory;

  @BeforeAll
  static void loadRows(@TempDir Path data) throws Exception {
    String conformance = System.getProperty("campanile.conformance");
    assumeThat(conformance).as("set -Dcampanile.conformance").isNotNull();
    events = Path.of(conformance, "data", "offline-orders.jsonl.gz");
    database = EmbeddedDatabase.start(data);
    settings = DatabaseSettings.of(database.url(), EmbeddedDatabase.NAME, EmbeddedDatabase.NAME);
    assertThat(new DatabaseMigrations(settings).migrate()).isPositive();
    try (Connection connection = database.connect();
        Statement create = connection.createStatement();
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    new GZIPInputStream(Files.newInputStream(events)), StandardCharsets.UTF_8))) {
      create.execute("create table campanile.raw_lines (line jsonb)");
      try (PreparedStatement insert =
          connection.prepareStatement("insert into campanile.raw_lines values (?::jsonb)")) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          insert.setString(1, line);
          insert.addBatch();
        }
        insert.executeBatch();
      }
    }
  }

  @AfterAll
  static void stop() throws IOException {
    if (database != null) {
      database.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2010-12-24T00:00:00Z", "2011-02-28T12:30:00Z", "2011-06-30T00:00:00Z"})
  void profilesAreWhatSqlFindsInTheRows(String time) throws Exception {
    writeProfiles(replayedProfiles(Instant.parse(time)));
    String rows = FROM_ROWS.formatted(time);

    assertThat(query(rows + "select count(*) from customers"))
        .isEqualTo(query("select count(*) from profiles"));
    assertThat(query("select (count(*) > 400)::text from profiles")).containsExactly("true");
    assertThat(
            query(
                rows
                    + """
                    select customer_id || ': ' || row(c.*)::text || ' and ' || traits::text
                    from customers c join profiles p using (customer_id)
                    where (traits->>'orders')::bigint is distinct from orders
                       or coalesce((traits->>'revenue')::float8, 0) <> revenue::float8
                       or abs((traits->>'average')::float8 * orders - revenue::float8) > 0.001
                       or (traits->>'last_order')::timestamptz is distinct from c.last_order
                       or (traits->>'orders_30d')::bigint is distinct from orders_30d
                       or p.first_seen <> c.first_seen"""))
        .isEmpty();
    List<String> members = query("select segment || ' ' || customer_id from segment_memberships");
    assertThat(members).hasSizeGreaterThan(100);
    assertThat(members)
        .containsExactlyInAnyOrderElementsOf(
            query(
                rows
                    + """
                    select 'frequent ' || customer_id from customers where orders_30d > 3
                    union all
                    select 'vip ' || customer_id from customers where revenue >= 1000
                    union all
                    select 'lapsed ' || customer_id from customers
                    where last_order < timestamptz '%1$s' - interval '720 hours'
                    union all
                    select 'new ' || customer_id from customers
                    where first_seen > timestamptz '%1$s' - interval '168 hours'"""
                        .formatted(time)));
  }

  private List<String> replayedProfiles(Instant until) throws Exception {
    TreeMap<String, String> patterns = new TreeMap<>();
    patterns.put("traits.yaml", TRAITS);
    patterns.put("segments.yaml", SEGMENTS);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
    env.setParallelism(2);
    ReplayJob.build(
        env,
        List.of(events),
        directory,
        JobOptions.forHistory(new PatternFiles(patterns), Engine.CHAIN)
            .until(until.toEpochMilli()));
    var unused = env.execute();
    return Files.readAllLines(directory.resolve("profiles.jsonl"));
  }

  /** As the database job does, but for the topics. */
  private static void writeProfiles(List<String> lines) throws Exception {
    execute("truncate profiles, segment_memberships, refused_records");
    List<OutputRecord> records = new ArrayList<>();
    for (String line : lines) {
      String customer = line.replaceAll(".*\"customerId\":\"([^\"]*)\".*", "$1");
      records.add(
          new OutputRecord(
              Stream.PROFILES,
              customer,
              "profiles-0-" + records.size(),
              0,
              0,
              line.getBytes(StandardCharsets.UTF_8)));
    }
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
    env.setParallelism(2);
    DatabaseJob.write(
        env.fromData(OutputRecordSerializer.TYPE, records.toArray(OutputRecord[]::new)),
        settings,
        false);
    var unused = env.execute();
    assertThat(query("select problem from refused_records")).isEmpty();
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      connection.setSchema("campanile");
      statement.execute(sql);
    }
  }

  private static List<String> query(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      connection.setSchema("campanile");
      List<String> values = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery(sql)) {
        while (rows.next()) {
          values.add(rows.getString(1));
        }
      }
      return values;
    }
  }
}
