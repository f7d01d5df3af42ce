package io.campanile.jobs.compare;

import io.campanile.patterns.Campaign;
import io.campanile.patterns.Campaign.Action;
import io.campanile.patterns.Patterns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/**
 * Which action of the one version is which of the other. Two actions are the same one where their
 * campaigns have the same name, and they have the same channel and template; of those that are
 * left, where they have the same channel and id, which is the action's place where nobody wrote
 * one. So an action that is put in front of another does not make the other one new, nor does
 * another template.
 */
final class SameActions {

  private record Place(String campaign, int position) {}

  private final Map<Place, Integer> before = new HashMap<>();
  private final Map<Place, Integer> after = new HashMap<>();
  private final Map<String, Campaign> campaignsBefore = new TreeMap<>();
  private final Map<String, Campaign> campaignsAfter = new TreeMap<>();
  private int numbers;

  SameActions(Patterns before, Patterns after) {
    before.campaigns().forEach(campaign -> campaignsBefore.put(campaign.name(), campaign));
    after.campaigns().forEach(campaign -> campaignsAfter.put(campaign.name(), campaign));
    campaignsBefore.forEach(
        (name, campaign) -> {
          List<Action> left = new ArrayList<>(campaign.actions());
          List<Action> leftAfter =
              new ArrayList<>(
                  Optional.ofNullable(campaignsAfter.get(name))
                      .map(Campaign::actions)
                      .orElse(List.of()));
          pair(name, left, leftAfter, (one, other) -> one.template().equals(other.template()));
          pair(name, left, leftAfter, (one, other) -> one.id().equals(other.id()));
          left.forEach(action -> this.before.put(new Place(name, action.position()), numbers++));
        });
    campaignsAfter.forEach(
        (name, campaign) ->
            campaign
                .actions()
                .forEach(
                    action ->
                        this.after.computeIfAbsent(
                            new Place(name, action.position()), place -> numbers++)));
  }

  private void pair(
      String name, List<Action> left, List<Action> leftAfter, BiPredicate<Action, Action> same) {
    Iterator<Action> actions = left.iterator();
    while (actions.hasNext()) {
      Action action = actions.next();
      Optional<Action> other =
          leftAfter.stream()
              .filter(found -> found.channel() == action.channel() && same.test(action, found))
              .findFirst();
      if (other.isPresent()) {
        before.put(new Place(name, action.position()), numbers);
        after.put(new Place(name, other.get().position()), numbers);
        numbers++;
        actions.remove();
        leftAfter.remove(other.get());
      }
    }
  }

  /** The number of an action, which is the same for the same action of both versions. */
  int number(Side side, String campaign, int position) {
    Integer number = (side == Side.BEFORE ? before : after).get(new Place(campaign, position));
    if (number == null) {
      throw new IllegalArgumentException(
          "No action " + position + " in " + campaign + " of the version " + side);
    }
    return number;
  }

  /** Whether a version has the action of this number. */
  boolean has(Side side, int number) {
    return (side == Side.BEFORE ? before : after).containsValue(number);
  }

  /** A campaign of a version; drafts are none. */
  Optional<Campaign> campaign(Side side, String name) {
    return Optional.ofNullable((side == Side.BEFORE ? campaignsBefore : campaignsAfter).get(name));
  }
}
