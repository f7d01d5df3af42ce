package io.campanile.jobs.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.connectors.database.DatabaseSettings;
import io.campanile.database.EmbeddedDatabase;
import io.campanile.jobs.JobOptions.Engine;
import io.campanile.jobs.live.Topics.TimedLine;
import io.campanile.jobs.local.LocalCluster.RunningJob;
import io.campanile.model.WireTime;
import io.campanile.patterns.PatternDirectory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.api.common.JobStatus;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * PostgreSQL is killed under load and comes back: nobody is written to later for it, and every
 * record of the topics is in the tables, once. {@code -Dcampanile.outage.seconds=60} makes the
 * outage longer.
 */
@Tag("slow")
class DatabaseOutageTest {

  private static final int OUTAGE_SECONDS = Integer.getInteger("campanile.outage.seconds", 20);
  private static final Duration TICK = Duration.ofMillis(100);
  private static final Set<String> ACTIONS =
      Set.of("actions.email", "actions.sms", "actions.push", "actions.ads", "actions.webhook");

  /** What can be told of the machine, not of the database. */
  private static final Duration USUAL_DELAY = Duration.ofSeconds(OUTAGE_SECONDS / 2);

  @TempDir private Path directory;

  /** When, on the wall, the last event up to an event time had been sent. */
  private final TreeMap<Long, Long> sentAt = new TreeMap<>();

  @Test
  void losesAndRepeatsNothingAndDelaysNobody() throws Exception {
    List<TimedLine> history = withErasures(Histories.threeDays(11, 150));
    TimedLine end = Histories.end(history);
    try (EmbeddedDatabase database = EmbeddedDatabase.start(directory.resolve("database"));
        LiveRun run =
            new LiveRun(directory, PatternDirectory.read(Path.of("../patterns")), Engine.CHAIN)) {
      RunningJob sending = run.start(Optional.empty());
      RunningJob storing =
          run.startDatabaseJob(
              DatabaseSettings.of(database.url(), EmbeddedDatabase.NAME, EmbeddedDatabase.NAME));
      int third = history.size() / 4;
      send(run, history.subList(0, third), Duration.ofSeconds(8));
      LiveRun.await(() -> run.cluster().metrics().counter("records_stored") > 100, "rows");

      database.kill();
      long killedMillis = System.currentTimeMillis();
      send(run, history.subList(third, 3 * third), Duration.ofSeconds(OUTAGE_SECONDS));
      long restartedMillis = System.currentTimeMillis();
      database.restart();
      send(run, history.subList(3 * third, history.size()), Duration.ofSeconds(8));
      run.writeEnd(end);
      run.awaitRead();
      String unused = sending.stopWithSavepoint(directory.resolve("savepoints"));

      Map<String, String> expected = expected(run.topics());
      assertThat(expected).hasSizeGreaterThan(1000);
      LiveRun.await(() -> found(database).size() >= expected.size(), "rows");
      storing.checkpoint();
      assertThat(found(database)).isEqualTo(expected);
      assertThat(run.cluster().metrics().counter("write_retries")).isPositive();
      assertThat(storing.status()).isEqualTo(JobStatus.RUNNING);
      assertNobodyWaited(run.topics(), killedMillis, restartedMillis);
    }
  }

  /** The same, in which some customers are erased, one of them by a request that comes late. */
  private static List<TimedLine> withErasures(List<TimedLine> lines) {
    List<TimedLine> erasing = new ArrayList<>(lines);
    for (int i = 0; i < 20; i++) {
      int place = erasing.size() * (i + 3) / 25;
      Duration late = i % 4 == 0 ? Duration.ofHours(2) : Duration.ZERO;
      long timeMillis = erasing.get(place).timeMillis() - late.toMillis();
      String json =
          "{\"messageId\":\"erase-%d\",\"userId\":\"c-%d\",\"type\":\"track\",\"event\":\"Customer Erased\",\"timestamp\":\"%s\"}"
              .formatted(i, i, WireTime.format(timeMillis));
      erasing.add(place, new TimedLine("c-" + i, timeMillis, json));
    }
    return erasing;
  }

  /** Sends events evenly over some time. */
  private void send(LiveRun run, List<TimedLine> lines, Duration over) {
    int ticks = (int) over.dividedBy(TICK);
    long startNanos = System.nanoTime();
    for (int tick = 0; tick < ticks; tick++) {
      List<TimedLine> some =
          lines.subList(lines.size() * tick / ticks, lines.size() * (tick + 1) / ticks);
      if (!some.isEmpty()) {
        run.write(some);
        sentAt.put(some.get(some.size() - 1).timeMillis(), System.currentTimeMillis());
      }
      long nextNanos = startNanos + (tick + 1) * TICK.toNanos();
      LockSupport.parkNanos(Math.max(0, nextNanos - System.nanoTime()));
    }
  }

  /**
   * An action is due on the wall when the events up to its time, and the lateness after it, have
   * been sent.
   */
  private void assertNobodyWaited(Topics topics, long killedMillis, long restartedMillis) {
    Pattern decidedAt = Pattern.compile("\"decidedAt\":\"([^\"]+)\"");
    List<Duration> waited = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> action : topics.committed(ACTIONS)) {
      Matcher time = decidedAt.matcher(new String(action.value(), UTF_8));
      assertThat(time.find()).isTrue();
      long decidedMillis = Instant.parse(time.group(1)).toEpochMilli();
      Map.Entry<Long, Long> due =
          sentAt.ceilingEntry(decidedMillis + LiveRun.LATENESS.toMillis() + 1);
      if (due != null && due.getValue() > killedMillis && due.getValue() < restartedMillis) {
        waited.add(Duration.ofMillis(action.timestamp() - due.getValue()));
      }
    }
    assertThat(waited).as("actions in the outage").hasSizeGreaterThan(20);
    assertThat(waited).allMatch(delay -> delay.compareTo(USUAL_DELAY) < 0);
    System.out.printf(
        "In an outage of %d s, %d actions, sent after %d ms at most%n",
        OUTAGE_SECONDS,
        waited.size(),
        waited.stream().mapToLong(Duration::toMillis).max().orElse(-1));
  }

  /** What should be in the tables, from the topics: how often, by what it is. */
  private static Map<String, String> expected(Topics topics) throws Exception {
    Map<String, Instant> erased = new HashMap<>();
    for (String json : topics.readCommitted(Set.of("privacy"))) {
      erased.put(field(json, "customerId"), Instant.parse(field(json, "at")));
    }
    assertThat(erased).hasSize(20);
    Map<String, String> expected = new HashMap<>();
    add(expected, topics, erased, Set.of("triggers"), "trigger", "firedAt", "triggerId");
    add(
        expected,
        topics,
        erased,
        Set.of("decisions"),
        "decision",
        "decidedAt",
        "actionId",
        "outcome");
    add(expected, topics, erased, ACTIONS, "action", "decidedAt", "actionId", "template");
    add(
        expected,
        topics,
        erased,
        Set.of("segments"),
        "event",
        "at",
        "customerId",
        "segment",
        "change");
    Map<String, String> profiles = new HashMap<>();
    for (ConsumerRecord<String, byte[]> record : topics.committed(Set.of("profiles"))) {
      if (record.value() == null) {
        profiles.remove(record.key());
      } else {
        profiles.put(record.key(), new String(record.value(), UTF_8));
      }
    }
    profiles.forEach((customer, json) -> addProfile(expected, customer, json));
    return expected;
  }

  private static void addProfile(Map<String, String> expected, String customer, String json) {
    expected.put("profile " + field(json, "at") + " " + customer, "1");
    Matcher segments = Pattern.compile("\"segments\":\\[([^\\]]*)]").matcher(json);
    assertThat(segments.find()).isTrue();
    Pattern.compile("\"([^\"]+)\"")
        .matcher(segments.group(1))
        .results()
        .forEach(name -> expected.put("membership " + customer + " " + name.group(1), "1"));
  }

  private static void add(
      Map<String, String> expected,
      Topics topics,
      Map<String, Instant> erased,
      Set<String> names,
      String what,
      String time,
      String... fields) {
    for (String json : topics.readCommitted(names)) {
      Instant until = erased.getOrDefault(field(json, "customerId"), Instant.MIN);
      if (Instant.parse(field(json, time)).isAfter(until)) {
        StringBuilder key = new StringBuilder(what).append(' ').append(field(json, time));
        for (String field : fields) {
          key.append(' ').append(field(json, field));
        }
        expected.merge(key.toString(), "1", String::concat);
      }
    }
  }

  private static String field(String json, String name) {
    Matcher value = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
    assertThat(value.find()).as(name).isTrue();
    return value.group(1);
  }

  private static Map<String, String> found(EmbeddedDatabase database) {
    String sql =
        """
        select what, count(*) from (
          select concat_ws(' ', 'trigger', t(fired_at), trigger_id) what from triggers
          union all
          select concat_ws(' ', 'decision', t(decided_at), action_id, outcome) from decisions
          union all
          select concat_ws(' ', 'action', t(decided_at), action_id, template) from actions
          union all
          select concat_ws(' ', 'event', t(at), customer_id, segment, change) from segment_events
          union all select concat_ws(' ', 'profile', t(at), customer_id) from profiles
          union all select concat_ws(' ', 'membership', customer_id, segment)
          from segment_memberships) rows group by what"""
            .replaceAll("t\\((\\w+)\\)", "to_char($1, 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')");
    Map<String, String> found = new HashMap<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      connection.setSchema("campanile");
      statement.execute("set timezone to 'UTC'");
      try (ResultSet rows = statement.executeQuery(sql)) {
        while (rows.next()) {
          found.put(rows.getString(1), rows.getString(2));
        }
      }
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
    return found;
  }
}
