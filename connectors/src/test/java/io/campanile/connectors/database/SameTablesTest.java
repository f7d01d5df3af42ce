package io.campanile.connectors.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.campanile.connectors.output.OutputRecord;
import io.campanile.connectors.output.Stream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever order the topics are read in, however the records are gathered, and however often the
 * job goes back and reads some again: the tables are what the topics say.
 */
class SameTablesTest {

  private static final JsonMapper JSON = new JsonMapper();

  private static TestTables tables;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    tables = new TestTables(directory);
  }

  @AfterAll
  static void stop() throws IOException {
    tables.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void areWhatTheTopicsSay(int seed) throws Exception {
    Random random = new Random(seed);
    List<MadeUpLife> lives = new ArrayList<>();
    for (String customer : List.of("ann", "bob", "eve")) {
      lives.add(MadeUpLife.of(customer, 60, random));
    }
    tables.empty();
    read(lives, random);

    TreeSet<String> expected = new TreeSet<>();
    for (MadeUpLife life : lives) {
      expected.addAll(expected(life));
    }
    assertThat(expected).hasSizeGreaterThan(10);
    assertThat(found()).containsExactlyElementsOf(expected);
    assertThat(tables.query("select place from refused_records")).isEmpty();
  }

  /** Reads all topics to their ends, each at its own pace; a restart goes back in all of them. */
  private static void read(List<MadeUpLife> lives, Random random) throws Exception {
    List<List<OutputRecord>> topics = new ArrayList<>();
    lives.forEach(life -> topics.addAll(life.topics.values()));
    int[] next = new int[topics.size()];
    int[] checkpoint = next.clone();
    int restarts = random.nextInt(6);
    List<OutputRecord> gathered = new ArrayList<>();
    while (true) {
      List<Integer> unread = new ArrayList<>();
      for (int i = 0; i < next.length; i++) {
        if (next[i] < topics.get(i).size()) {
          unread.add(i);
        }
      }
      if (unread.isEmpty()) {
        break;
      }
      int topic = unread.get(random.nextInt(unread.size()));
      int end = Math.min(topics.get(topic).size(), next[topic] + 1 + random.nextInt(8));
      gathered.addAll(topics.get(topic).subList(next[topic], end));
      next[topic] = end;
      if (random.nextInt(4) == 0) {
        var unused = tables.write(gathered);
        gathered.clear();
        if (random.nextInt(4) == 0) {
          checkpoint = next.clone();
        }
      }
      if (restarts > 0 && random.nextInt(20) == 0) {
        restarts--;
        gathered.clear();
        next = checkpoint.clone();
      }
    }
    var unused = tables.write(gathered);
  }

  /** A naive reading of what should be there. */
  private static Set<String> expected(MadeUpLife life) throws IOException {
    Instant erased = Instant.MIN;
    for (OutputRecord record : life.topics.getOrDefault(Stream.PRIVACY, List.of())) {
      erased = time(record, "at");
    }
    Set<String> rows = new TreeSet<>();
    Map<String, Instant> entered = new HashMap<>();
    for (OutputRecord record : life.topics.getOrDefault(Stream.SEGMENTS, List.of())) {
      JsonNode json = JSON.readTree(record.json());
      Instant at = time(record, "at");
      if (at.isAfter(erased)) {
        rows.add(
            row("segment_events", record.key(), text(json, "segment") + text(json, "change"), at));
        if (text(json, "change").equals("entered")) {
          entered.put(text(json, "segment"), at);
        }
      }
    }
    add(rows, life, Stream.TRIGGERS, "triggers", "triggerId", "firedAt", erased);
    add(rows, life, Stream.DECISIONS, "decisions", "actionId", "decidedAt", erased);
    add(rows, life, Stream.ACTIONS_SMS, "actions", "actionId", "decidedAt", erased);
    List<OutputRecord> profiles = life.topics.getOrDefault(Stream.PROFILES, List.of());
    if (!profiles.isEmpty() && !profiles.get(profiles.size() - 1).isTombstone()) {
      OutputRecord last = profiles.get(profiles.size() - 1);
      JsonNode json = JSON.readTree(last.json());
      rows.add(row("profiles", last.key(), json.at("/traits/fired").asText(), time(last, "at")));
      for (JsonNode segment : json.path("segments")) {
        Instant since = entered.get(segment.asText());
        rows.add(row("segment_memberships", last.key(), segment.asText(), since));
      }
    }
    return rows;
  }

  private static void add(
      Set<String> rows,
      MadeUpLife life,
      Stream stream,
      String table,
      String id,
      String time,
      Instant erased)
      throws IOException {
    for (OutputRecord record : life.topics.getOrDefault(stream, List.of())) {
      if (time(record, time).isAfter(erased)) {
        JsonNode json = JSON.readTree(record.json());
        String outcome = stream == Stream.DECISIONS ? text(json, "outcome") : "";
        rows.add(row(table, record.key(), text(json, id) + outcome, time(record, time)));
      }
    }
  }

  private static List<String> found() throws Exception {
    return tables
        .query(
            """
                select concat_ws(' ', t, c, id, extract(epoch from at) * 1000) from (
                  select 'profiles' t, customer_id c, traits->>'fired' id, at from profiles
                  union all
                  select 'segment_memberships', customer_id, segment, entered_at
                  from segment_memberships
                  union all
                  select 'segment_events', customer_id, segment || change, at from segment_events
                  union all
                  select 'triggers', customer_id, trigger_id, fired_at from triggers
                  union all
                  select 'decisions', customer_id, action_id || outcome, decided_at from decisions
                  union all
                  select 'actions', customer_id, action_id, decided_at from actions
                ) all_rows""")
        .stream()
        .map(row -> row.replaceAll("\\.0+$", ""))
        .sorted()
        .toList();
  }

  private static String row(
      String table, String customer, String id, @org.jspecify.annotations.Nullable Instant at) {
    return table + " " + customer + " " + id + (at == null ? "" : " " + at.toEpochMilli());
  }

  private static Instant time(OutputRecord record, String field) throws IOException {
    return Instant.parse(text(JSON.readTree(record.json()), field));
  }

  private static String text(JsonNode json, String field) {
    return json.path(field).asText();
  }
}
