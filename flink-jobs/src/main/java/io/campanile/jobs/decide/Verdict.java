package io.campanile.jobs.decide;

import io.campanile.model.DecisionRecord.Reason;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is decided on an action that comes up. */
public sealed interface Verdict {

  /**
   * It is emitted, and every cap that covers it counts it.
   *
   * @param address the channel's address, or null where the channel needs none
   * @param variables what the template is filled with
   * @param expiresAtMillis the consumer refuses it after this
   */
  record Send(@Nullable String address, Map<String, Object> variables, long expiresAtMillis)
      implements Verdict {}

  /**
   * It comes up again.
   *
   * @param untilMillis when; later than now
   * @param reason {@code QUIET_HOURS} or {@code CAPPED}
   * @param rule the cap's name for {@code CAPPED}, else null
   */
  record Defer(long untilMillis, Reason reason, @Nullable String rule) implements Verdict {}

  /**
   * It is never sent.
   *
   * @param reason why
   * @param rule the cap's name for {@code CAPPED}, else null
   */
  record Drop(Reason reason, @Nullable String rule) implements Verdict {}
}
