package io.campanile.cli.report;

import io.campanile.patterns.Campaign;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A campaign of any of the releases of a replay, described as the last release that has it does.
 *
 * @param name of the campaign
 * @param description what it is for
 * @param status its status; of one that changes, all of them in order: {@code shadow, then live}
 * @param steps whether a sequence of steps ever starts it
 * @param first place of the first release that has it
 * @param last place of the last release that has it
 */
record ShownCampaign(
    String name, String description, String status, boolean steps, int first, int last) {

  /** All campaigns of these releases, by name. */
  static List<ShownCampaign> of(List<ReplayedRelease> releases) {
    SortedMap<String, ShownCampaign> byName = new TreeMap<>();
    for (int i = 0; i < releases.size(); i++) {
      int place = i;
      for (Campaign campaign : releases.get(i).patterns().campaigns()) {
        byName.compute(
            campaign.name(),
            (name, before) ->
                before == null ? shown(campaign, place) : before.and(shown(campaign, place)));
      }
    }
    return List.copyOf(byName.values());
  }

  /** Releases as they take effect, whatever the order in which they were named. */
  static List<ReplayedRelease> inOrder(List<ReplayedRelease> releases) {
    List<ReplayedRelease> sorted = new ArrayList<>(releases);
    sorted.sort(
        Comparator.comparing(
            release -> release.from().orElse(null),
            Comparator.nullsFirst(Comparator.naturalOrder())));
    return sorted;
  }

  private static ShownCampaign shown(Campaign campaign, int place) {
    return new ShownCampaign(
        campaign.name(),
        campaign.description(),
        campaign.status().name().toLowerCase(Locale.ROOT),
        campaign.trigger().change().isEmpty(),
        place,
        place);
  }

  private ShownCampaign and(ShownCampaign later) {
    boolean same = status.equals(later.status) || status.endsWith(", then " + later.status);
    return new ShownCampaign(
        name,
        later.description,
        same ? status : status + ", then " + later.status,
        steps || later.steps,
        first,
        later.last);
  }
}
