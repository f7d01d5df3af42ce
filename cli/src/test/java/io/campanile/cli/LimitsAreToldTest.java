package io.campanile.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.connectors.json.EventReader;
import io.campanile.jobs.decide.Agenda;
import io.campanile.jobs.decide.CapLedger;
import io.campanile.jobs.decide.Repeats;
import io.campanile.jobs.detect.Sequences;
import io.campanile.jobs.detect.TriggerPlan;
import io.campanile.jobs.limit.RateLimit;
import io.campanile.jobs.profile.Profile;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The page on security tells the limits that the code has. */
class LimitsAreToldTest {

  private static final String PAGE = MarkdownPage.of("docs/ops/security.md").text();

  @Test
  void ofEvents() {
    assertTold("an event | %d KiB", EventReader.MAX_BYTES / 1024);
  }

  @Test
  void ofCustomers() {
    assertTold("%,d traits", Profile.MAX_TRAITS);
    assertTold("%,d sequences of a campaign", Sequences.MAX_RUNS_PER_CAMPAIGN);
    assertTold("%,d waiting actions", Agenda.MAX_WAITING);
    assertTold("%,d remembered sends", CapLedger.MAX_SENDS);
    assertTold("%,d `per` values", Repeats.MAX_KEYS);
  }

  @Test
  void ofPatternsAndConfiguration() {
    assertTold("%,d steps and 100 events a sequence", TriggerPlan.MAX_STEPS);
    assertTold("limits up to %,d messages", RateLimit.MOST);
  }

  private static void assertTold(String sentence, int limit) {
    assertThat(PAGE).contains(String.format(Locale.ROOT, sentence, limit));
  }
}
