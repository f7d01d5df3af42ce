package io.campanile.patterns.lint;

import io.campanile.model.CampaignClass;
import io.campanile.patterns.Campaign;
import io.campanile.patterns.Campaign.Action;
import io.campanile.patterns.Policy;
import io.campanile.patterns.Policy.Cap;
import io.campanile.patterns.Policy.QuietHours;
import io.campanile.patterns.Policy.Then;
import io.campanile.patterns.Policy.Window;
import io.campanile.patterns.ProblemCode;
import io.campanile.patterns.yaml.Durations;
import io.campanile.patterns.yaml.YamlMap;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks for what the policy, and the actions under it, hardly mean. */
final class PolicyLint {

  /** A sender that has less time than this to act on a message refuses most of them. */
  private static final Duration SHORTEST_USEFUL = Duration.ofMinutes(1);

  /**
   * Where less than this part of the quiet hours is left to an action, it is as good as dropped.
   */
  private static final int SHARE_OF_QUIET_HOURS = 10;

  /** A local day, week or month is up to an hour longer than by the clock. */
  private static final Duration CLOCK_CHANGE = Duration.ofHours(1);

  private final List<Written> campaigns;
  private final Policy policy;
  private final Optional<YamlMap> file;

  PolicyLint(List<Written> campaigns, Policy policy, Optional<YamlMap> file) {
    this.campaigns = campaigns;
    this.policy = policy;
    this.file = file;
  }

  void check() {
    for (Written written : campaigns) {
      List<YamlMap> maps = written.actions();
      for (int i = 0; i < maps.size(); i++) {
        expires(written.campaign(), written.campaign().actions().get(i), maps.get(i));
      }
    }
    List<YamlMap> caps = Written.maps(file.flatMap(map -> map.get("caps")));
    for (int i = 0; i < caps.size(); i++) {
      cap(i, caps.get(i));
    }
  }

  private void expires(Campaign campaign, Action action, YamlMap map) {
    if (action.expires().isEmpty()) {
      return;
    }
    Duration expires = action.expires().get();
    if (expires.compareTo(SHORTEST_USEFUL) < 0) {
      map.warningAt(
          "expires",
          ProblemCode.EXPIRES_TOO_SHORT,
          "`expires` is %s: no sender is that quick, and what comes up later than that is dropped."
              .formatted(Durations.format(expires)));
    } else if (campaign.campaignClass() == CampaignClass.MARKETING) {
      for (QuietHours quiet : policy.quietHours()) {
        if (quiet.channels().contains(action.channel()) && quiet.then() == Then.DEFER) {
          expiresInQuietHours(expires, quiet, map);
        }
      }
    }
  }

  private static void expiresInQuietHours(Duration expires, QuietHours quiet, YamlMap map) {
    Duration length = length(quiet);
    if (expires.multipliedBy(SHARE_OF_QUIET_HOURS).compareTo(length) < 0) {
      LocalTime last = quiet.to().minus(expires);
      map.warningAt(
          "expires",
          ProblemCode.EXPIRES_IN_QUIET_HOURS,
          ("What is due from %s to %s is put off to %s by the quiet hours, and `expires` (%s) is over"
                  + " by then.")
              .formatted(quiet.from(), last, quiet.to(), Durations.format(expires)));
    }
  }

  private static Duration length(QuietHours quiet) {
    Duration length = Duration.between(quiet.from(), quiet.to());
    return length.isNegative() ? length.plusDays(1) : length;
  }

  private void cap(int position, YamlMap map) {
    Cap cap = policy.caps().get(position);
    Optional<String> fault = coversNothing(cap).or(() -> shadow(position));
    fault.ifPresent(
        text ->
            map.warningAt(
                "name", ProblemCode.CAP_WITHOUT_EFFECT, "The cap `" + cap.name() + "` " + text));
  }

  /** A cap for a channel that nobody uses yet is a precaution; one for named campaigns is none. */
  private Optional<String> coversNothing(Cap cap) {
    List<Campaign> meant =
        campaigns.stream()
            .map(Written::campaign)
            .filter(campaign -> holds(cap.campaigns(), Set.of(campaign.name())))
            .filter(campaign -> holds(cap.tags(), campaign.tags()))
            .toList();
    boolean names = !cap.campaigns().isEmpty() || !cap.tags().isEmpty();
    if (!names || meant.isEmpty()) {
      // Names that nothing has are reported where they are read.
      return Optional.empty();
    }
    if (meant.stream().allMatch(c -> c.campaignClass() == CampaignClass.TRANSACTIONAL)) {
      return Optional.of(
          "covers transactional campaigns alone, and no cap ever counts what they send.");
    }
    boolean reached =
        meant.stream()
            .flatMap(campaign -> campaign.actions().stream())
            .anyMatch(action -> holds(cap.channels(), Set.of(action.channel())));
    return reached
        ? Optional.empty()
        : Optional.of("covers no message: the campaigns that it means use none of its channels.");
  }

  private static <T> boolean holds(Set<T> named, Collection<T> has) {
    return named.isEmpty() || !Collections.disjoint(named, has);
  }

  private Optional<String> shadow(int position) {
    Cap cap = policy.caps().get(position);
    for (int i = 0; i < policy.caps().size(); i++) {
      Cap other = policy.caps().get(i);
      // Of two equal ones the second is told of.
      if (i != position
          && isShadowedBy(cap, other, i < position)
          && !(i > position && isShadowedBy(other, cap, true))) {
        return Optional.of(
            ("never decides anything: `%s` covers the same messages, and allows no more of them (%d)"
                    + " in no shorter time.")
                .formatted(other.name(), other.atMost()));
      }
    }
    return Optional.empty();
  }

  private static boolean isShadowedBy(Cap cap, Cap other, boolean otherIsFirst) {
    return includes(other.channels(), cap.channels())
        && includes(other.tags(), cap.tags())
        && includes(other.campaigns(), cap.campaigns())
        && other.atMost() <= cap.atMost()
        && isAtLeast(other.in(), cap.in())
        && (otherIsFirst || other.then() == cap.then());
  }

  /** Empty stands for all. */
  private static <T> boolean includes(Set<T> larger, Set<T> smaller) {
    return larger.isEmpty() || (!smaller.isEmpty() && larger.containsAll(smaller));
  }

  private static boolean isAtLeast(Window larger, Window smaller) {
    if (larger instanceof Window.Rolling all) {
      return all.length().compareTo(longest(smaller)) >= 0;
    }
    if (smaller instanceof Window.Calendar part && larger instanceof Window.Calendar whole) {
      return part.period() == whole.period() || part.period() == Window.Period.DAY;
    }
    return false;
  }

  private static Duration longest(Window window) {
    if (window instanceof Window.Rolling rolling) {
      return rolling.length();
    }
    return switch (((Window.Calendar) window).period()) {
      case DAY -> Duration.ofDays(1).plus(CLOCK_CHANGE);
      case WEEK -> Duration.ofDays(7).plus(CLOCK_CHANGE);
      case MONTH -> Duration.ofDays(31).plus(CLOCK_CHANGE);
    };
  }
}
