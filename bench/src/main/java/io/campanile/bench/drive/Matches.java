package io.campanile.bench.drive;

import io.campanile.bench.load.CampaignSpec;
import io.campanile.bench.load.CampaignSpec.Kind;
import io.campanile.model.Ids;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The triggers that were found. Only for the thread that does the work. */
public final class Matches {

  private final Map<Kind, Tally> tallies = new EnumMap<>(Kind.class);

  private static final class Tally {
    private long count;
    private long ids;
  }

  /** With nothing found. */
  public Matches() {
    for (Kind kind : Kind.values()) {
      tallies.put(kind, new Tally());
    }
  }

  /**
   * What was found in the events up to a point.
   *
   * @param events how many events were taken until then
   * @param kind the kind of campaign, in lower case
   * @param triggers how many
   * @param ids the sum of their ids
   */
  public record Found(long events, String kind, long triggers, long ids) {}

  /** A trigger fired. */
  public void add(String campaign, String customer, long firedAtMillis, String lastMessageId) {
    add(campaign, Ids.triggerId(campaign, customer, "", firedAtMillis, lastMessageId));
  }

  /** A trigger fired that has its id. */
  public void add(String campaign, String triggerId) {
    Tally tally = Objects.requireNonNull(tallies.get(CampaignSpec.kindOf(campaign)));
    tally.count++;
    tally.ids += Long.parseUnsignedLong(triggerId.substring(0, 16), 16);
  }

  /** How many fired. */
  public long count() {
    long sum = 0;
    for (Tally tally : tallies.values()) {
      sum += tally.count;
    }
    return sum;
  }

  /** What was found up to now. */
  public List<Found> found(long events) {
    List<Found> found = new ArrayList<>();
    tallies.forEach(
        (kind, tally) ->
            found.add(
                new Found(events, kind.name().toLowerCase(Locale.ROOT), tally.count, tally.ids)));
    return found;
  }
}
