package io.campanile.jobs.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.model.ActionRecord;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of events that come behind the watermark, as stories. */
class LateEventsTest {

  private static final String SMS = Tale.answer("View", "sms");

  private static final String REMINDER =
      """
      trigger: {steps: [{event: View}, {without: Order, for: 1h}]}
      actions: [{channel: sms, template: t, delay: 1d}]
      """;

  @Test
  void aLatePurchaseTakesBackWhatWaitsAndItsDecisionIsMarkedLate() {
    Tale tale =
        Tale.of("", REMINDER)
            .at("2024-01-08T10:00Z", "View")
            .late("2024-01-08T10:30Z", "Order", "2024-01-08T12:00Z")
            .thenNothing();
    assertThat(tale.triggers()).containsExactly("2024-01-08T11:00Z ACCEPTED");
    assertThat(tale.decisions()).containsExactly("2024-01-08T11:00Z c0 CANCELLED");
    assertThat(tale.records().get(0).trace().get(0).values()).containsEntry("late", true);
  }

  @Test
  void aLatePurchaseFromBeforeTheMatchTakesBackNothing() {
    assertThat(
            Tale.of("", REMINDER)
                .at("2024-01-08T10:00Z", "View")
                .late("2024-01-08T09:59Z", "Order", "2024-01-08T12:00Z")
                .thenNothing()
                .decisions())
        .containsExactly("2024-01-09T11:00Z c0 sent");
  }

  @Test
  void aLatePurchaseStopsASequenceThatHasNotFired() {
    assertThat(
            Tale.of("", REMINDER)
                .at("2024-01-08T10:00Z", "View")
                .late("2024-01-08T10:30Z", "Order", "2024-01-08T10:45Z")
                .thenNothing()
                .triggers())
        .isEmpty();
  }

  @Test
  void aLateEventBeginsNothing() {
    assertThat(
            Tale.of("", SMS)
                .late("2024-01-08T10:00Z", "View", "2024-01-08T12:00Z")
                .thenNothing()
                .triggers())
        .isEmpty();
  }

  @Test
  void aLateIdentifyDoesNotUndoANewerTrait() {
    assertThat(
            Tale.of("channels: {sms: {address: profile.phone}}\n", SMS)
                .identify("2024-01-08T10:00Z", Map.of("phone", "new"))
                .lateIdentify("2024-01-08T09:00Z", Map.of("phone", "old"), "2024-01-08T11:00Z")
                .at("2024-01-08T12:00Z", "View")
                .thenNothing()
                .actions())
        .extracting(ActionRecord::address)
        .containsExactly("new");
  }
}
