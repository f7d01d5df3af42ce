package io.campanile.cli.diff;

import io.campanile.jobs.compare.Difference;
import io.campanile.patterns.Patterns;
import java.util.List;

/**
 * Two versions, and what is different between them.
 *
 * @param nameBefore of the first version, as the user wrote it
 * @param nameAfter of the second version
 * @param before the first version
 * @param after the second version
 * @param events the names of the files
 * @param difference what was found
 * @param campaigns the same, by campaign
 */
public record Diff(
    String nameBefore,
    String nameAfter,
    Patterns before,
    Patterns after,
    List<String> events,
    Difference difference,
    List<CampaignChanges> campaigns) {

  /** Puts what was found in order. */
  public static Diff of(
      String nameBefore,
      String nameAfter,
      Patterns before,
      Patterns after,
      List<String> events,
      Difference difference) {
    return new Diff(
        nameBefore, nameAfter, before, after, events, difference, CampaignChanges.of(difference));
  }

  /** The campaigns for which something is different. */
  List<CampaignChanges> changed() {
    return campaigns.stream().filter(campaign -> campaign.sum().differences() > 0).toList();
  }

  /** The names of the campaigns that send what they sent. */
  List<String> unchanged() {
    return campaigns.stream()
        .filter(campaign -> campaign.sum().differences() == 0)
        .map(CampaignChanges::name)
        .toList();
  }

  /** Everything together. */
  CampaignChanges.Row sum() {
    return CampaignChanges.Row.sum("", campaigns.stream().map(CampaignChanges::sum).toList());
  }
}
