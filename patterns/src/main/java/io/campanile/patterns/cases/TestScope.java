package io.campanile.patterns.cases;

import io.campanile.model.Channel;
import io.campanile.patterns.Campaign;
import io.campanile.patterns.Campaign.Action;
import io.campanile.patterns.Policy;
import io.campanile.patterns.ProblemCode;
import io.campanile.patterns.yaml.Nearest;
import io.campanile.patterns.yaml.YamlScalar;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the tests of one campaign can speak of.
 *
 * @param campaign whose tests they are
 * @param campaigns the names of all campaigns, wrong ones too
 * @param right the campaigns without an error, by name
 * @param segments the names of all segments
 * @param policy of the directory
 */
public record TestScope(
    String campaign,
    Set<String> campaigns,
    Map<String, Campaign> right,
    Set<String> segments,
    Policy policy) {

  boolean canHoldOut() {
    return policy.holdout().filter(holdout -> holdout.percent() > 0).isPresent();
  }

  void checkCampaign(YamlScalar name) {
    if (!campaigns.contains(name.text())) {
      name.error(
          ProblemCode.UNKNOWN_REFERENCE,
          "No campaign is called `%s`.%s".formatted(name.shown(), near(name.text(), campaigns)));
    }
  }

  void checkSegment(YamlScalar name) {
    if (!segments.contains(name.text())) {
      name.error(
          ProblemCode.UNKNOWN_REFERENCE,
          "The segment `%s` is not known.%s".formatted(name.shown(), near(name.text(), segments)));
    }
  }

  /** The actions of campaigns on a channel; empty where one of them is not right. */
  Optional<Set<String>> templates(Set<String> of, Channel channel) {
    if (!right.keySet().containsAll(of)) {
      return Optional.empty();
    }
    Stream<Action> actions = of.stream().flatMap(name -> actions(name).stream());
    Set<String> templates = new TreeSet<>();
    actions
        .filter(action -> action.channel() == channel)
        .forEach(action -> templates.add(action.template()));
    return Optional.of(templates);
  }

  private List<Action> actions(String name) {
    Campaign found = right.get(name);
    return found == null ? List.of() : found.actions();
  }

  static String near(String name, Set<String> known) {
    return Nearest.to(name, new TreeSet<>(known))
        .map(near -> " Did you mean `" + near + "`?")
        .orElse("");
  }
}
