package io.campanile.connectors.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.connectors.json.Samples;
import io.campanile.connectors.output.OutputRecord;
import io.campanile.connectors.output.OutputRecords;
import io.campanile.connectors.output.Stream;
import io.campanile.model.PrivacyRecord;
import io.campanile.model.ProfileRecord;
import io.campanile.model.SegmentRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TablesTest {

  /** After everything that the samples tell of. */
  private static final Instant LATER = Instant.parse("2026-03-02T09:00:00Z");

  private static TestTables tables;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    tables = new TestTables(directory);
  }

  @AfterAll
  static void stop() throws IOException {
    tables.close();
  }

  @BeforeEach
  void empty() throws Exception {
    tables.empty();
  }

  @Test
  void holdEveryFieldOfARecord() throws Exception {
    var unused = tables.write(samples());

    assertThat(tables.query("select to_jsonb(t)::text from triggers t"))
        .singleElement()
        .asString()
        .contains("\"key\": \"p-42\"", "\"outcome\": \"suppressed\"", "NOT_IN_AUDIENCE")
        .contains("\"fired_at\": \"2017-11-24T16:04:58+00:00\"", "[\"m-1\", \"m-9\"]")
        .contains("é😀", "\"decimal\": 5.0", "\"list\": [1, null, {\"a\": 1.5}]");
    assertThat(tables.query("select to_jsonb(t)::text from decisions t order by outcome"))
        .hasSize(2)
        .first()
        .asString()
        .contains("\"reason\": \"CAPPED\"", "\"rule\": \"sms-daily\"", "\"channel\": \"sms\"");
    assertThat(tables.query("select class || priority || tags[1] || address from actions"))
        .containsExactly("marketing70promotional+447700900123");
    assertThat(tables.query("select traits->>'first_name' || consent::text from profiles"))
        .containsExactly("Ann{\"email\": true}");
    assertThat(tables.query("select segment || change from segment_events"))
        .containsExactly("lapsedentered");
    assertThat(tables.query("select segment || (entered_at is null) from segment_memberships"))
        .as("the profile says it, no entry does")
        .containsExactly("frequent-buyertrue");
  }

  @Test
  void countEveryRecordOnce() throws Exception {
    List<OutputRecord> records =
        List.of(
            OutputRecords.of(Samples.fullTrigger()),
            erased("u-17", LATER),
            OutputRecords.of(exported()),
            broken("{\"schemaVersion\": 1}"));
    assertThat(tables.write(records)).isEqualTo(new Tables.Outcome(1, 1, 1, 1));
  }

  @Test
  void forgetAnErasedCustomerWhateverComesAfterwards() throws Exception {
    var unused = tables.write(samples());
    unused = tables.write(List.of(erased("u-17", LATER)));
    assertThat(tables.everything())
        .singleElement()
        .asString()
        .startsWith("erasures ")
        .doesNotContain("u-17");

    assertThat(tables.write(samples()).erased()).isEqualTo(samples().size());
    assertThat(tables.everything()).hasSize(1);
    assertThat(tables.query("select encode(sha256('u-17'), 'hex') from erasures"))
        .isEqualTo(tables.query("select encode(customer_hash, 'hex') from erasures"));
  }

  @Test
  void keepWhatBeganAnewBeforeTheErasureIsRead() throws Exception {
    var unused = tables.write(samples());
    Instant erasedBefore = Samples.fullTrigger().firedAt().minusMillis(1);
    unused = tables.write(List.of(erased("u-17", erasedBefore)));
    assertThat(tables.query("select count(*) from triggers")).containsExactly("1");
    assertThat(tables.query("select count(*) from profiles")).containsExactly("1");
    assertThat(tables.query("select count(*) from segment_memberships")).containsExactly("1");
  }

  @Test
  void forgetSinceWhenAnErasedCustomerWasInASegment() throws Exception {
    Instant before = LATER.minusSeconds(60);
    var unused = tables.write(List.of(entered("vip", before), profile(LATER, "vip")));
    assertThat(tables.query("select (entered_at is null)::text from segment_memberships"))
        .containsExactly("false");
    unused = tables.write(List.of(erased("u-17", before)));
    assertThat(tables.query("select segment || (entered_at is null) from segment_memberships"))
        .as("a member of the new beginning, by no entry that is known")
        .containsExactly("viptrue");
  }

  @Test
  void neverGoBackToAnOlderProfile() throws Exception {
    var unused = tables.write(List.of(profile(LATER, "vip")));
    unused = tables.write(List.of(profile(LATER.minusMillis(1), "new")));
    assertThat(tables.query("select segment from segment_memberships")).containsExactly("vip");
    unused = tables.write(List.of(profile(LATER, "vip"), profile(LATER.minusMillis(1), "new")));
    assertThat(tables.query("select segment from segment_memberships")).containsExactly("vip");
    unused = tables.write(List.of(profile(LATER, "new")));
    assertThat(tables.query("select segment from segment_memberships"))
        .as("of the same moment, the last")
        .containsExactly("new");
  }

  @Test
  void letNobodyAddRowsBehindAnErasure() throws Exception {
    try (Connection slow = tables.connect()) {
      // A job that is believed to be dead has looked for erasures, and is not done yet.
      slow.setAutoCommit(false);
      new Erasures("campanile").lock(slow, false);
      CompletableFuture<Tables.Outcome> erasing =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return tables.write(List.of(erased("u-17", LATER)));
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
      assertThat(erasing)
          .failsWithin(Duration.ofMillis(500))
          .withThrowableOfType(TimeoutException.class);
      var unused = tables.write(slow, List.of(OutputRecords.of(Samples.fullTrigger())));
      assertThat(erasing.get(20, TimeUnit.SECONDS).stored()).isEqualTo(1);
    }
    assertThat(tables.query("select count(*) from triggers")).containsExactly("0");
  }

  @Test
  void deleteAProfileThatIsWithdrawn() throws Exception {
    var unused = tables.write(samples());
    unused = tables.write(List.of(OutputRecords.noProfile("u-17", 0)));
    assertThat(tables.query("select 1 from profiles")).isEmpty();
    assertThat(tables.query("select 1 from segment_memberships")).isEmpty();
    assertThat(tables.query("select 1 from triggers")).hasSize(1);
  }

  @Test
  void sayWhichRecordsCannotBecomeRowsAndWhy() throws Exception {
    List<OutputRecord> records =
        List.of(
            broken("no JSON"),
            broken("{\"schemaVersion\": 2}"),
            broken("{\"schemaVersion\": 1, \"triggerId\": 17}"),
            broken("{\"schemaVersion\": 1, \"triggerId\": \"t\"}"));
    var unused = tables.write(records);
    assertThat(tables.query("select problem from refused_records order by 1"))
        .containsExactly(
            "/campaign: found nothing, expected a text",
            "/schemaVersion: found 2, known is 1",
            "/triggerId: found 17, expected a text",
            "found no JSON, expected an object");
  }

  @Test
  void holdTextThatPostgresCannotHold() throws Exception {
    String json =
        new String(OutputRecords.of(Samples.bareProfile()).json(), StandardCharsets.UTF_8)
            .replace("u-17", "u-\\u0000-17")
            .replace("\"traits\":{}", "\"traits\":{\"a\\u0000\":[\"\\u0000\",\"\\\\u0000\",1.50]}");
    OutputRecord record =
        new OutputRecord(
            Stream.PROFILES, "u", "p-0-0", 0, 0, json.getBytes(StandardCharsets.UTF_8));
    var unused = tables.write(List.of(record));
    assertThat(tables.query("select customer_id || traits::text from profiles"))
        .containsExactly("u-\uFFFD-17{\"a\uFFFD\": [\"\uFFFD\", \"\\\\u0000\", 1.50]}");
  }

  @Test
  void deleteOldRowsSomeAtATime() throws Exception {
    var unused = tables.write(samples());
    Retention retention = new Retention("campanile", Duration.ofDays(30));
    Instant fired = Samples.fullTrigger().firedAt();
    try (Connection connection = tables.connect()) {
      long early = fired.plus(Duration.ofDays(30)).toEpochMilli();
      assertThat(retention.deleteIfDue(connection, early)).isFalse();
      assertThat(tables.query("select 1 from triggers")).hasSize(1);
      long late = fired.plus(Duration.ofDays(31)).toEpochMilli();
      assertThat(retention.deleteIfDue(connection, late)).isFalse();
    }
    for (String table : List.of("triggers", "decisions", "actions", "segment_events")) {
      assertThat(tables.query("select 1 from " + table)).as(table).isEmpty();
    }
    assertThat(tables.query("select 1 from profiles")).hasSize(1);
  }

  private static List<OutputRecord> samples() {
    return List.of(
        OutputRecords.of(Samples.fullTrigger()),
        OutputRecords.of(Samples.fullDecision()),
        OutputRecords.of(Samples.bareDecision()),
        OutputRecords.of(Samples.fullAction()),
        OutputRecords.of(Samples.fullProfile()),
        OutputRecords.of(Samples.entered()));
  }

  private static OutputRecord entered(String segment, Instant at) {
    return OutputRecords.of(
        new SegmentRecord(1, "u-17", segment, SegmentRecord.Change.ENTERED, at, "r"));
  }

  private static OutputRecord profile(Instant at, String segment) {
    return OutputRecords.of(
        new ProfileRecord(
            1, "u-17", at, at, at, Map.of(), List.of(segment), Map.of(), Map.of(), Map.of(), "r"));
  }

  private static OutputRecord erased(String customer, Instant at) {
    return OutputRecords.of(
        new PrivacyRecord(1, "erase", PrivacyRecord.Operation.ERASED, customer, at, at, Map.of()));
  }

  private static PrivacyRecord exported() {
    return new PrivacyRecord(
        1, "export", PrivacyRecord.Operation.EXPORTED, "u-17", LATER, LATER, Map.of());
  }

  private static OutputRecord broken(String json) {
    return new OutputRecord(
        Stream.TRIGGERS,
        "u-17",
        "triggers-0-" + json.length(),
        0,
        0,
        json.getBytes(StandardCharsets.UTF_8));
  }
}
