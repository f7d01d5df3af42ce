package io.campanile.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TallyTest {

  private static final String ACTION =
      """
      {"schemaVersion": 1, "actionId": "8f-1", "operation": "send", "customerId": "c-1017",
       "channel": "sms", "class": "marketing", "address": "+447700900123",
       "template": "cart-reminder-short", "variables": {"product": "p-42", "count": 3},
       "timezone": "Europe/London", "campaign": {"name": "cart-abandonment", "release": "3f",
       "tags": [], "priority": 70}, "decidedAt": "2026-03-02T18:40:07.000Z", "new": true}
      """;

  private final Tally tally =
      new Tally(id -> id.equals("c-1017") ? Optional.of("Ada") : Optional.empty());

  @Test
  void countsByOutcomeAndChannel() throws IOException {
    add("triggers", "{\"outcome\": \"accepted\"}");
    add("triggers", "{\"outcome\": \"accepted\"}");
    add("triggers", "{\"outcome\": \"suppressed\"}");
    add("decisions", "{\"outcome\": \"deferred\"}");
    add("dead-letters", "{}");
    add("actions.sms", ACTION);

    assertThat(tally.take().counts())
        .isEqualTo(
            new Snapshot.Counts(
                Map.of("accepted", 2L, "suppressed", 1L),
                Map.of("deferred", 1L),
                Map.of("sms", 1L),
                1));
  }

  @Test
  void readsAnActionAndGivesItAsNewsOnce() throws IOException {
    add("actions.sms", ACTION);

    assertThat(tally.take().news())
        .containsExactly(
            new ActionLine(
                Instant.parse("2026-03-02T18:40:07Z"),
                ZoneId.of("Europe/London"),
                "Ada",
                "c-1017",
                "sms",
                "cart-reminder-short",
                "cart-abandonment",
                ActionLine.sorted(Map.of("product", "p-42", "count", "3"))));
    Tally.Taken again = tally.take();
    assertThat(again.news()).isEmpty();
    assertThat(again.latest()).hasSize(1);
  }

  @Test
  void refusesARecordThatIsNotWhatItsTopicPromises() {
    assertThatThrownBy(() -> add("triggers", "{\"outcome\": 1}"))
        .isInstanceOf(IOException.class)
        .hasMessage("A record of the topic triggers has no text at /outcome: {\"outcome\":1}");
  }

  private void add(String topic, String json) throws IOException {
    tally.add(topic, json.getBytes(StandardCharsets.UTF_8));
  }
}
