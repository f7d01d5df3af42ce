package io.campanile.bench.load;

import io.campanile.bench.load.CampaignSpec.Kind;
import io.campanile.patterns.PatternFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Campaigns that run beside each other.
 *
 * @param specs in the order of their numbers
 * @param withProfile whether traits and segments are computed beside them
 */
public record CampaignSet(List<CampaignSpec> specs, boolean withProfile) {

  /** What campaigns are in practice: many absences and pairs. */
  private static final List<Kind> MIX =
      List.of(
          Kind.ABSENCE,
          Kind.PAIR,
          Kind.SINGLE,
          Kind.PAIR,
          Kind.ABSENCE,
          Kind.TRIPLE,
          Kind.PAIR,
          Kind.ABSENCE,
          Kind.SINGLE,
          Kind.ABSENCE);

  /**
   * What share of all events satisfies the first step of all campaigns of a kind together: so that
   * however many campaigns there are, 0.1 to 1 % of the events fire a trigger.
   */
  private static final Map<Kind, Double> FIRST_STEPS =
      new EnumMap<>(
          Map.of(Kind.SINGLE, 0.002, Kind.PAIR, 0.01, Kind.TRIPLE, 0.02, Kind.ABSENCE, 0.003));

  private static final List<String> OF_SINGLES =
      List.of(
          "Product Added", "Checkout Started", "Products Searched", "Product Added to Wishlist");
  private static final List<String> OF_PAIRS =
      List.of("Product Viewed", "Products Searched", "Product Clicked", "Product List Viewed");
  private static final List<String> SECONDS = List.of("Product Added", "Cart Viewed");
  private static final List<String> OF_ABSENCES =
      List.of("Product Added", "Cart Viewed", "Checkout Started", "Product Added to Wishlist");

  private static final String POLICY =
      """
      time-zone: Europe/London
      channels:
        ads: {}
      caps:
        - {name: ads-weekly, channels: [ads], at-most: 20, in: 7d}
      """;

  /** So many campaigns on a shop's events. */
  public static CampaignSet shop(int size, EventShape shape) {
    Map<Kind, Integer> ofKind = new EnumMap<>(Kind.class);
    for (int i = 0; i < size; i++) {
      ofKind.merge(MIX.get(i % MIX.size()), 1, Integer::sum);
    }
    List<CampaignSpec> specs = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      Kind kind = MIX.get(i % MIX.size());
      List<String> events = shopEvents(kind, i);
      double share =
          FIRST_STEPS.getOrDefault(kind, 0.0)
              / ofKind.getOrDefault(kind, 1)
              / shape.share(events.get(0));
      Condition condition = Condition.holdingFor(Math.min(0.9, share), i);
      specs.add(new CampaignSpec(i, kind, events, condition, null, span(kind, i)));
    }
    return new CampaignSet(List.copyOf(specs), false);
  }

  private static List<String> shopEvents(Kind kind, int i) {
    int turn = i / 3;
    return switch (kind) {
      case SINGLE -> List.of(OF_SINGLES.get(turn % 4));
      case PAIR -> List.of(OF_PAIRS.get(turn % 4), SECONDS.get(turn / 4 % 2));
      case TRIPLE -> List.of("Product Viewed", "Product Added", "Checkout Started");
      case ABSENCE -> List.of(OF_ABSENCES.get(turn % 4), "Order Completed");
    };
  }

  private static Duration span(Kind kind, int i) {
    return switch (kind) {
      case SINGLE -> Duration.ofDays(1);
      case PAIR -> Duration.ofHours(2);
      case TRIPLE -> Duration.ofHours(6);
      case ABSENCE -> Duration.ofMinutes(10 + 5 * (i % 8));
    };
  }

  /**
   * So many campaigns on the events of {@link EventShape#uniform}: each event concerns as many
   * campaigns as there are campaigns for a name.
   */
  public static CampaignSet spread(int size, int names) {
    List<CampaignSpec> specs = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      Kind kind = MIX.get(i % MIX.size());
      List<String> events = new ArrayList<>();
      int steps =
          switch (kind) {
            case SINGLE -> 1;
            case PAIR, ABSENCE -> 2;
            case TRIPLE -> 3;
          };
      for (int step = 0; step < steps; step++) {
        events.add("Event " + (i + step * 5) % names);
      }
      Condition condition = Condition.holdingFor(0.002, i);
      specs.add(new CampaignSpec(i, kind, List.copyOf(events), condition, null, span(kind, i)));
    }
    return new CampaignSet(List.copyOf(specs), false);
  }

  /**
   * So many pairs, on events of {@link EventShape#uniform}, of which an event begins every second
   * that begins with its name, and of which few are ever complete.
   */
  public static CampaignSet broad(int size, int names) {
    List<CampaignSpec> specs = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      specs.add(
          new CampaignSpec(
              i,
              Kind.PAIR,
              List.of("Event " + i % names, "Event " + (i + 5) % names),
              Condition.holdingFor(0.3 + 0.4 * i / size, i),
              Condition.holdingFor(0.001, i),
              span(Kind.PAIR, i)));
    }
    return new CampaignSet(List.copyOf(specs), false);
  }

  /** The same beside twenty traits and ten segments. */
  public CampaignSet beside20Traits() {
    return new CampaignSet(specs, true);
  }

  /** As a directory of patterns. */
  public PatternFiles patterns() {
    Map<String, String> campaigns = new TreeMap<>();
    for (CampaignSpec spec : specs) {
      campaigns.put(spec.name(), spec.yaml());
    }
    return patterns(campaigns, withProfile);
  }

  private static String resource(String name) {
    try (InputStream in = Objects.requireNonNull(CampaignSet.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("The resource " + name + " cannot be read", e);
    }
  }

  /** A directory of patterns of these campaigns' files, by name. */
  public static PatternFiles patterns(Map<String, String> campaigns) {
    return patterns(campaigns, false);
  }

  /**
   * A directory of patterns of these campaigns' files, by name.
   *
   * @param withProfile whether traits and segments are among them
   */
  public static PatternFiles patterns(Map<String, String> campaigns, boolean withProfile) {
    TreeMap<String, String> texts = new TreeMap<>();
    if (withProfile) {
      for (String name : List.of("traits.yaml", "segments.yaml")) {
        texts.put(name, resource(name));
      }
    }
    texts.put("policy.yaml", POLICY);
    campaigns.forEach((name, yaml) -> texts.put("campaigns/" + name + ".yaml", yaml));
    return new PatternFiles(texts);
  }
}
