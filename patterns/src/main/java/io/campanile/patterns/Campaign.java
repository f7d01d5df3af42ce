package io.campanile.patterns;

import io.campanile.model.CampaignClass;
import io.campanile.model.Channel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One campaign.
 *
 * @param name equals the file's name
 * @param description what it is for, or empty
 * @param owner whom to ask, or empty
 * @param status what it may do
 * @param campaignClass marketing or transactional
 * @param priority 0 to 100; higher goes first at the same moment
 * @param tags what caps can refer to
 * @param trigger when it fires
 * @param audience a condition on the profile, or null for everyone
 * @param repeat how soon it may be accepted again
 * @param cancelOn which events remove its waiting actions; the default is resolved
 * @param actions what is done, in the order of the file
 */
public record Campaign(
    String name,
    String description,
    String owner,
    Status status,
    CampaignClass campaignClass,
    int priority,
    List<String> tags,
    Trigger trigger,
    @Nullable Expression audience,
    Repeat repeat,
    List<EventFilter> cancelOn,
    List<Action> actions) {

  /** What a campaign may do. */
  public enum Status {
    /** Sends. */
    LIVE,
    /** Does everything and records it, but sends nothing. */
    SHADOW,
    /** Starts no trigger. */
    PAUSED,
    /** Checked and otherwise ignored. */
    DRAFT
  }

  /** How soon a campaign may be accepted again for the same customer and {@code per} value. */
  public sealed interface Repeat {
    /** A trigger less than {@code pause} after the last accepted one is suppressed. */
    record Every(Duration pause) implements Repeat {}

    /** Each trigger is accepted. */
    record Always() implements Repeat {}

    /** Once, ever. */
    record Never() implements Repeat {}
  }

  /**
   * One action of a campaign.
   *
   * @param id its name within the campaign; default its position
   * @param position its position, from 0
   * @param channel where it goes
   * @param template what is sent
   * @param delay from the moment the trigger fired to the moment it is due; not negative
   * @param expires how long after it was due it may still come up, or empty for ever
   * @param condition {@code if}: judged when due, or null
   * @param variables what the template is filled with, in the order of the file
   */
  public record Action(
      String id,
      int position,
      Channel channel,
      String template,
      Duration delay,
      Optional<Duration> expires,
      @Nullable Expression condition,
      List<Variable> variables) {}

  /**
   * One variable of an action.
   *
   * @param name its name in the template
   * @param value where its value comes from
   * @param fallback the constant to use where there is none (String, Long, Double or Boolean), or
   *     null: then the action is dropped
   */
  public record Variable(String name, Expression value, @Nullable Object fallback) {}
}
