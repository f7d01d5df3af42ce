package io.campanile.patterns.lint;

import io.campanile.patterns.Policy;
import io.campanile.patterns.yaml.Problems;
import io.campanile.patterns.yaml.YamlMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks through patterns that are right for what is hardly meant. It warns of nothing that somebody
 * could have a reason for.
 *
 * @param campaigns all of them, drafts too, by name
 * @param policyFile as it was read; empty where there is none
 * @param traitsFile as it was read; empty where there is none
 * @param segmentsFile as it was read; empty where there is none
 */
public record Lint(
    List<Written> campaigns,
    Policy policy,
    Optional<YamlMap> policyFile,
    Optional<YamlMap> traitsFile,
    Optional<YamlMap> segmentsFile) {

  /** Notes what is hardly meant as warnings. */
  public void check() {
    new CampaignLint(campaigns).check();
    new PolicyLint(campaigns, policy, policyFile).check();
  }

  /** Notes properties that are nearly called like usual ones, where there is no sample. */
  public void compareWithUsual(Problems problems) {
    walk(new PropertyLint(problems));
  }

  private void walk(PropertyWalk.Visitor visitor) {
    PropertyWalk walk = new PropertyWalk(visitor);
    campaigns.forEach(walk::campaign);
    traitsFile.ifPresent(walk::traits);
    segmentsFile.ifPresent(walk::segments);
  }

  /** Notes names that a sample of real events never showed. */
  public void compare(SeenEvents seen, Problems problems) {
    Set<String> computed = traitsFile.map(YamlMap::keys).orElse(Set.of());
    walk(new SeenLint(seen, computed, problems));
  }
}
