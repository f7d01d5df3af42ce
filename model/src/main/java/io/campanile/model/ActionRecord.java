package io.campanile.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message for a channel: what a downstream service is asked to send.
 *
 * @param schemaVersion version of this record's format
 * @param actionId the idempotency key: the same for the same decision on every replay, restart and
 *     redelivery
 * @param operation what to do
 * @param customerId whom it is for; the key of the message
 * @param channel where it goes
 * @param campaignClass marketing or transactional; {@code class} on the wire
 * @param address the channel's address, or null where the channel needs none
 * @param template name of the template
 * @param variables what the template is filled with; JSON values
 * @param locale the customer's, or null
 * @param timezone the customer's, or the policy's
 * @param campaign which campaign
 * @param trigger which trigger
 * @param position the action's position in the campaign, from 0
 * @param dueAt fire time plus delay
 * @param decidedAt event time at which it came up
 * @param expiresAt the consumer refuses the action after this
 */
public record ActionRecord(
    int schemaVersion,
    String actionId,
    Operation operation,
    String customerId,
    Channel channel,
    CampaignClass campaignClass,
    @Nullable String address,
    String template,
    Map<String, Object> variables,
    @Nullable String locale,
    String timezone,
    CampaignRef campaign,
    TriggerRef trigger,
    int position,
    Instant dueAt,
    Instant decidedAt,
    Instant expiresAt) {

  /** The version that this code writes. */
  public static final int SCHEMA_VERSION = 1;

  /** What a consumer is asked to do. */
  public enum Operation {
    /** Send one message. */
    SEND,
    /** Add the customer to an advertising audience named by the template. */
    AUDIENCE_ADD,
    /** Take the customer out of it. */
    AUDIENCE_REMOVE
  }

  /**
   * The campaign an action belongs to.
   *
   * @param name name of the campaign
   * @param release the release of patterns that judged it
   * @param tags the campaign's tags
   * @param priority from 0 to 100; higher goes first at the same moment
   */
  public record CampaignRef(String name, String release, List<String> tags, int priority) {}

  /**
   * The trigger that scheduled an action.
   *
   * @param id the trigger's id, the same on every replay; see {@link Ids#triggerId}
   * @param key the {@code per} value, or empty
   * @param firedAt event time at which it fired
   * @param events ids of the matched events, in order
   */
  public record TriggerRef(String id, String key, Instant firedAt, List<String> events) {}
}
