package io.campanile.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A trigger that fired.
 *
 * @param schemaVersion version of this record's format
 * @param triggerId the trigger's id, the same on every replay; see {@link Ids#triggerId}
 * @param campaign name of the campaign
 * @param release the release of patterns that judged it
 * @param customerId whose trigger it is
 * @param key the {@code per} value, or empty
 * @param firedAt event time at which it fired
 * @param events ids of the matched events, in order
 * @param outcome accepted or suppressed
 * @param reason why it was suppressed, else null
 * @param trace each check that was made, with the values it saw
 */
public record TriggerRecord(
    int schemaVersion,
    String triggerId,
    String campaign,
    String release,
    String customerId,
    String key,
    Instant firedAt,
    List<String> events,
    Outcome outcome,
    @Nullable Reason reason,
    List<Check> trace) {

  /** The version that this code writes. */
  public static final int SCHEMA_VERSION = 1;

  /** What became of the trigger. */
  public enum Outcome {
    /** Its actions are waiting, or there were none. */
    ACCEPTED,
    /** Nothing was scheduled. */
    SUPPRESSED
  }

  /** Why a trigger was suppressed. */
  public enum Reason {
    /** The campaign's {@code audience} is false. */
    NOT_IN_AUDIENCE,
    /** The campaign's {@code repeat} does not allow another one yet. */
    REPEATED
  }
}
