package io.campanile.jobs.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is left of a customer who did not come back for 400 days, as stories. */
class ForgettingTest {

  private static final String PUSH_UNLESS_REFUSED = "consent: {push: opt-out}\n";
  private static final String PUSH = Tale.answer("View", "push");

  @Test
  void whatWasRefusedStaysRefused() {
    assertThat(
            Tale.of(PUSH_UNLESS_REFUSED, PUSH)
                .identify("2024-01-01T10:00Z", Map.of("consent", Map.of("push", false)))
                .at("2025-06-01T10:00Z", "View")
                .thenNothing()
                .decisions())
        .containsExactly("2025-06-01T10:00Z c0 NO_CONSENT");
  }

  @Test
  void whatWasGrantedIsAskedForAgain() {
    assertThat(
            Tale.of("consent: {push: opt-in}\n", PUSH)
                .identify("2024-01-01T10:00Z", Map.of("consent", Map.of("push", true)))
                .at("2024-01-01T11:00Z", "View")
                .at("2025-06-01T10:00Z", "View")
                .thenNothing()
                .decisions())
        .containsExactly("2024-01-01T11:00Z c0 sent", "2025-06-01T10:00Z c0 NO_CONSENT");
  }

  @Test
  void neverIsStillNever() {
    String once = PUSH.replace("repeat: always", "repeat: never");
    assertThat(
            Tale.of("", once)
                .at("2024-01-01T10:00Z", "View")
                .at("2025-06-01T10:00Z", "View")
                .thenNothing()
                .triggers())
        .containsExactly("2024-01-01T10:00Z ACCEPTED", "2025-06-01T10:00Z REPEATED");
  }

  @Test
  void traitsAreForgottenToTheMillisecondWhetherTimeWasLookedAtOrNot() {
    String known = "audience: has(profile.name)\n" + PUSH;
    Tale justInTime =
        Tale.of("", known)
            .identify("2024-01-01T10:00Z", Map.of("name", "Ada"))
            .at("2025-02-04T09:59:59Z", "View");
    assertThat(justInTime.triggers()).containsExactly("2025-02-04T09:59:59Z ACCEPTED");
    Tale tooLate =
        Tale.of("", known)
            .identify("2024-01-01T10:00Z", Map.of("name", "Ada"))
            .at("2025-02-04T10:00Z", "View");
    assertThat(tooLate.triggers()).containsExactly("2025-02-04T10:00Z NOT_IN_AUDIENCE");
    Tale lookedAt =
        Tale.of("", known)
            .identify("2024-01-01T10:00Z", Map.of("name", "Ada"))
            .until("2024-07-01T10:00Z")
            .until("2025-02-04T10:00Z")
            .at("2025-02-04T10:00Z", "View");
    assertThat(lookedAt.triggers()).isEqualTo(tooLate.triggers());
  }
}
