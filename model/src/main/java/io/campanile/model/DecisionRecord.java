package io.campanile.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A decision on an action. Each action has any number of {@code DEFERRED} records and exactly one
 * other.
 *
 * @param schemaVersion version of this record's format
 * @param actionId the action's id, the same on every replay; see {@link Ids#actionId}
 * @param triggerId the trigger that scheduled the action
 * @param campaign name of the campaign
 * @param release the release of patterns that judged it
 * @param customerId whose action it is
 * @param key the {@code per} value, or empty
 * @param channel where it would go
 * @param position the action's position in the campaign, from 0
 * @param dueAt fire time plus delay
 * @param decidedAt event time at which the action came up, or was cancelled
 * @param outcome what was decided
 * @param until when the action comes up again, for {@code DEFERRED}, else null
 * @param reason why, null for {@code SENT}
 * @param rule the cap's name for {@code CAPPED}, else null
 * @param timezone the customer's zone, in which quiet hours and calendar caps were judged
 * @param trace each check that was made, in order, with the values it saw
 */
public record DecisionRecord(
    int schemaVersion,
    String actionId,
    String triggerId,
    String campaign,
    String release,
    String customerId,
    String key,
    Channel channel,
    int position,
    Instant dueAt,
    Instant decidedAt,
    Outcome outcome,
    @Nullable Instant until,
    @Nullable Reason reason,
    @Nullable String rule,
    String timezone,
    List<Check> trace) {

  /** The version that this code writes. */
  public static final int SCHEMA_VERSION = 1;

  /** What was decided. */
  public enum Outcome {
    /** Emitted to the channel's topic. */
    SENT,
    /** Comes up again at {@code until}. */
    DEFERRED,
    /** Will never be sent. */
    DROPPED,
    /** Taken back by an event, before it came up. */
    CANCELLED
  }

  /** Why an action was not sent, or not yet; the order is the order of the checks. */
  public enum Reason {
    /** Came up too late to be of use. */
    EXPIRED,
    /** The action's {@code if} is false. */
    CONDITION_FALSE,
    /** The customer is in the holdout. */
    HOLDOUT,
    /** Not granted, or refused. */
    NO_CONSENT,
    /** The profile has no address for the channel. */
    NO_ADDRESS,
    /** A variable without a default has no value. */
    MISSING_VARIABLE,
    /** Inside quiet hours. */
    QUIET_HOURS,
    /** A frequency cap is used up. */
    CAPPED,
    /** The campaign is only watched. */
    SHADOW,
    /** An event took it back. */
    CANCELLED,
    /** Its campaign was paused while it waited. */
    PAUSED,
    /** Its campaign, or the action in it, no longer exists. */
    REMOVED,
    /** Too many actions wait for this customer. */
    LIMIT,
    /** The visitor whose action it was became a customer's. */
    HANDED_OVER,
    /** All that was held about the customer was deleted. */
    ERASED
  }
}
