package io.campanile.patterns;

import io.campanile.model.Channel;
import io.campanile.patterns.Policy.Cap;
import io.campanile.patterns.Policy.Then;
import io.campanile.patterns.Policy.Window;
import io.campanile.patterns.yaml.DurationRange;
import io.campanile.patterns.yaml.Nearest;
import io.campanile.patterns.yaml.YamlList;
import io.campanile.patterns.yaml.YamlMap;
import io.campanile.patterns.yaml.YamlScalar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code caps}. */
final class CapReader {

  /** How much a cap can count: each send that it counts is kept in the customer's state. */
  static final int MAX_AT_MOST = 1000;

  /** How far back a rolling window can look. */
  static final Duration LONGEST_WINDOW = Duration.ofDays(366);

  private static final String IN_EXPECTED =
      "a duration such as `7d`, or `calendar day`, `calendar week` or `calendar month`";
  private static final Map<String, Window.Period> CALENDAR =
      Map.of(
          "calendar day", Window.Period.DAY,
          "calendar week", Window.Period.WEEK,
          "calendar month", Window.Period.MONTH);
  private static final Set<String> BARE_PERIODS = Set.of("day", "week", "month");

  private final Collection<String> campaigns;
  private final Set<String> tags;

  /**
   * A reader that knows what caps can refer to.
   *
   * @param campaigns names of all campaigns, drafts too
   * @param tags all tags that a campaign carries
   */
  CapReader(Collection<String> campaigns, Set<String> tags) {
    this.campaigns = campaigns;
    this.tags = tags;
  }

  List<Cap> read(YamlList list) {
    List<Cap> caps = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (YamlMap map : list.maps("a mapping with `name`, `at-most` and `in`")) {
      cap(map, names).ifPresent(caps::add);
    }
    return List.copyOf(caps);
  }

  private Optional<Cap> cap(YamlMap map, Set<String> names) {
    map.allow(PolicyShapes.CAP.keys());
    map.require("name", "a name, which decisions give as their reason");
    map.require("at-most", "how many messages, from 1");
    map.require("in", IN_EXPECTED);
    Optional<String> name = map.text("name");
    name.filter(n -> !names.add(n))
        .ifPresent(
            n ->
                map.errorAt(
                    "name",
                    ProblemCode.NAME_TAKEN,
                    "The cap `" + n + "` is there already. Take another name."));
    Set<Channel> channels = QuietHoursReader.channels(map);
    Set<String> capTags = references(map, "tags", "a tag");
    Set<String> capCampaigns = references(map, "campaigns", "the name of a campaign");
    Optional<Integer> atMost = map.scalar("at-most", "a whole number").flatMap(CapReader::atMost);
    Optional<Window> window = map.scalar("in", IN_EXPECTED).flatMap(CapReader::window);
    Then then = map.choice("then", Words.THEN).orElse(Then.DROP);
    if (name.isEmpty() || atMost.isEmpty() || window.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Cap(name.get(), channels, capTags, capCampaigns, atMost.get(), window.get(), then));
  }

  private Set<String> references(YamlMap map, String key, String expected) {
    Optional<YamlList> list = map.list(key, "a list such as `[…]`");
    if (list.isPresent() && list.get().size() == 0) {
      map.errorAt(
          key,
          ProblemCode.EMPTY_LIST,
          "`" + key + "` is an empty list. Leave the line out where the cap covers all.");
    }
    Set<String> names = new LinkedHashSet<>();
    for (YamlScalar scalar : list.map(l -> l.scalars(expected)).orElse(List.of())) {
      names.add(scalar.text());
      if (key.equals("campaigns") && !campaigns.contains(scalar.text())) {
        scalar.error(
            ProblemCode.UNKNOWN_REFERENCE,
            "No campaign is called `" + scalar.shown() + "`." + near(scalar.text(), campaigns));
      } else if (key.equals("tags") && !tags.contains(scalar.text())) {
        scalar.warning(
            ProblemCode.UNUSED_TAG,
            "No campaign carries the tag `" + scalar.shown() + "`." + near(scalar.text(), tags));
      }
    }
    return Collections.unmodifiableSet(names);
  }

  private static String near(String found, Collection<String> known) {
    return Nearest.to(found, known.stream().sorted().toList())
        .map(name -> " Did you mean `" + name + "`?")
        .orElse("");
  }

  private static Optional<Integer> atMost(YamlScalar scalar) {
    if (scalar.text().equals("0")) {
      scalar.error(
          ProblemCode.CAP_OF_ZERO,
          "`at-most` is `0`, expected a whole number from 1. To send nothing, set `status: paused`"
              + " in the campaigns.");
      return Optional.empty();
    }
    return scalar.wholeNumber(1, MAX_AT_MOST);
  }

  private static Optional<Window> window(YamlScalar scalar) {
    String text = scalar.text().strip().replaceAll(" +", " ");
    Window.Period period = CALENDAR.get(text);
    if (period != null) {
      return Optional.of(new Window.Calendar(period));
    }
    if (BARE_PERIODS.contains(text)) {
      scalar.error(
          ProblemCode.CAP_WINDOW, "`in` is `" + text + "`. Did you mean `calendar " + text + "`?");
      return Optional.empty();
    }
    if (text.startsWith("calend")) {
      String hint = Nearest.oneOf(CALENDAR.keySet().stream().sorted().toList());
      scalar.error(
          ProblemCode.CAP_WINDOW,
          "`in` is `" + scalar.shown() + "`, expected a duration, " + hint + ".");
      return Optional.empty();
    }
    return scalar.duration(DurationRange.upTo(LONGEST_WINDOW)).map(Window.Rolling::new);
  }
}
