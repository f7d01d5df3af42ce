package io.campanile.jobs.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** When a sequence counts as begun: what the report's funnel starts with. */
class BegunTest {

  private static final String CART =
      """
      repeat: always
      trigger:
        within: 2h
        steps:
          - {event: Looked}
          - {without: Bought}
          - {event: Added}
          - {without: Bought, for: 1h}
      actions: [{channel: email, template: t}]
      """;

  @Test
  void theFirstStepAgainGoesOnWithTheSameSequence() {
    Tale tale =
        Tale.of("", CART).at("2024-03-01T10:00Z", "Looked").at("2024-03-01T11:00Z", "Looked");
    assertThat(tale.begun()).isEqualTo(1);
  }

  @Test
  void anotherStepBeginsNothing() {
    assertThat(Tale.of("", CART).at("2024-03-01T10:00Z", "Added").begun()).isZero();
  }

  @Test
  void whatWasEndedByAnEventBeginsAnew() {
    Tale tale =
        Tale.of("", CART)
            .at("2024-03-01T10:00Z", "Looked")
            .at("2024-03-01T10:10Z", "Bought")
            .at("2024-03-01T10:20Z", "Looked");
    assertThat(tale.begun()).isEqualTo(2);
  }

  @Test
  void whatTookTooLongBeginsAnewThoughNobodyLooked() {
    Tale tale =
        Tale.of("", CART).at("2024-03-01T10:00Z", "Looked").at("2024-03-01T12:00Z", "Looked");
    assertThat(tale.begun()).isEqualTo(2);
  }

  @Test
  void whatHasFiredBeginsAnew() {
    Tale tale =
        Tale.of("", CART)
            .at("2024-03-01T10:00Z", "Looked")
            .at("2024-03-01T10:10Z", "Added")
            .at("2024-03-01T11:30Z", "Looked");
    assertThat(tale.triggers()).hasSize(1);
    assertThat(tale.begun()).isEqualTo(2);
  }

  @Test
  void whatIsCompleteAtOnceWasBegunToo() {
    Tale tale =
        Tale.of("", Tale.answer("Bought", "email"))
            .at("2024-03-01T10:00Z", "Bought")
            .at("2024-03-01T10:01Z", "Bought");
    assertThat(tale.triggers()).hasSize(2);
    assertThat(tale.begun()).isEqualTo(2);
  }

  @Test
  void aLateEventBeginsNothing() {
    Tale tale = Tale.of("", CART).late("2024-03-01T10:00Z", "Looked", "2024-03-01T11:00Z");
    assertThat(tale.begun()).isZero();
  }
}
