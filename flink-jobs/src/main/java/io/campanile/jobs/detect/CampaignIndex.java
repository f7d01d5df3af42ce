package io.campanile.jobs.detect;

import io.campanile.model.Event;
import io.campanile.patterns.Campaign;
import io.campanile.patterns.EventFilter;
import io.campanile.patterns.Expression;
import io.campanile.patterns.SegmentChange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * From an event's name to the campaigns that care, so that an event costs nothing for the others.
 * Equal conditions of all campaigns share one number, so that each is evaluated at most once an
 * event, see {@link Conditions}.
 */
public final class CampaignIndex {

  private static final int NO_CONDITION = -1;

  private final Map<String, CompiledCampaign> campaigns = new LinkedHashMap<>();
  private final Map<String, EventInterests> byEvent = new HashMap<>();
  private final Map<SegmentChange, List<CompiledCampaign>> byChange = new HashMap<>();
  private final Map<Expression, Integer> conditionNumbers = new HashMap<>();

  /**
   * What events of one name can be for one campaign.
   *
   * @param steps its event steps that take such events
   * @param guards its without steps that they break
   * @param cancels its cancel-on entries that they meet
   */
  public record Interest(
      CompiledCampaign campaign,
      List<NumberedFilter> steps,
      List<NumberedFilter> guards,
      List<NumberedFilter> cancels) {

    /** Whether such events can change its sequences. */
    public boolean concernsRuns() {
      return !steps.isEmpty() || !guards.isEmpty();
    }

    /** Whether such events can begin one of its sequences. */
    public boolean canBegin() {
      return !steps.isEmpty() && steps.get(0).number == 0;
    }
  }

  /**
   * A filter of one campaign.
   *
   * @param number the step's, guard's or entry's number within the campaign
   * @param condition the number of its condition over all campaigns, or a negative number for none
   */
  public record NumberedFilter(int number, int condition, EventFilter filter) {}

  /**
   * An index of these campaigns, given in descending priority, then by name. Paused ones are known
   * and concern no event.
   */
  public CampaignIndex(List<Campaign> definitions) {
    for (Campaign definition : definitions) {
      CompiledCampaign campaign =
          new CompiledCampaign(definition, new TriggerPlan(definition.trigger()), campaigns.size());
      campaigns.put(campaign.name(), campaign);
      if (campaign.isActive()) {
        add(campaign);
      }
    }
  }

  private void add(CompiledCampaign campaign) {
    campaign
        .definition()
        .trigger()
        .change()
        .ifPresent(
            change -> byChange.computeIfAbsent(change, c -> new ArrayList<>()).add(campaign));
    Map<String, Interest> interests = new LinkedHashMap<>();
    List<EventFilter> steps = campaign.plan().steps();
    for (int i = 0; i < steps.size(); i++) {
      for (String event : steps.get(i).events()) {
        interest(interests, event, campaign).steps.add(numbered(i, steps.get(i)));
      }
    }
    List<TriggerPlan.Guard> guards = campaign.plan().guards();
    for (int i = 0; i < guards.size(); i++) {
      EventFilter filter = guards.get(i).filter();
      for (String event : filter.events()) {
        interest(interests, event, campaign).guards.add(numbered(i, filter));
      }
    }
    List<EventFilter> cancels = campaign.definition().cancelOn();
    for (int i = 0; i < cancels.size(); i++) {
      for (String event : cancels.get(i).events()) {
        interest(interests, event, campaign).cancels.add(numbered(i, cancels.get(i)));
      }
    }
    interests.forEach(
        (event, interest) ->
            byEvent.computeIfAbsent(event, name -> new EventInterests()).add(interest));
  }

  private static Interest interest(
      Map<String, Interest> interests, String event, CompiledCampaign campaign) {
    return interests.computeIfAbsent(
        event,
        name -> new Interest(campaign, new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
  }

  private NumberedFilter numbered(int number, EventFilter filter) {
    int condition =
        filter.where() == null
            ? NO_CONDITION
            : conditionNumbers.computeIfAbsent(filter.where(), where -> conditionNumbers.size());
    return new NumberedFilter(number, condition, filter);
  }

  /**
   * The campaigns that an event may concern: by its name, and by the texts that their conditions
   * require of its properties.
   */
  public List<Interest> interests(Event event) {
    EventInterests interests = byEvent.get(event.name());
    return interests == null ? List.of() : interests.of(event);
  }

  /** The campaigns that fire at a segment's change, in descending priority, then by name. */
  public List<CompiledCampaign> waitingFor(SegmentChange change) {
    return byChange.getOrDefault(change, List.of());
  }

  /** The campaign with this name; a paused one too. */
  public Optional<CompiledCampaign> campaign(String name) {
    return Optional.ofNullable(campaigns.get(name));
  }

  /** Every campaign, the paused ones too. */
  public Collection<CompiledCampaign> all() {
    return campaigns.values();
  }

  /** How many different conditions there are. */
  int conditionCount() {
    return conditionNumbers.size();
  }
}
