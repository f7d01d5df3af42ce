package io.campanile.jobs.compare;

import io.campanile.jobs.tally.Counts;
import io.campanile.jobs.tally.Lane;
import io.campanile.jobs.tally.Lottery;
import io.campanile.jobs.tally.ReplayTally;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** What is different between two versions, summed up. */
public final class Difference implements Serializable {

  private static final long serialVersionUID = 1L;

  /** What parts the buckets of how far something moved, to either side. */
  private static final List<Duration> SHIFTS = List.of(Duration.ofHours(1), Duration.ofDays(1));

  /** How many buckets there are of how far something moved: from much earlier to much later. */
  public static final int SHIFT_BUCKETS = 2 * (SHIFTS.size() + 1);

  private static final int EXAMPLES_OF_EACH = 3;

  private final Counts<Lane> changes = new Counts<>(Change.values().length);
  private final Counts<Lane> shifts = new Counts<>(SHIFT_BUCKETS);
  private final Counts<Why> whys = new Counts<>(1);
  private final Lottery<Example> examples = new Lottery<>();
  private final ReplayTally before;
  private final ReplayTally after;
  private long customersChanged;
  private long customersPassedOver;

  /**
   * What is different.
   *
   * @param before what the first version did
   * @param after what the second version did
   */
  public Difference(ReplayTally before, ReplayTally after) {
    this.before = before;
    this.after = after;
  }

  void count(Lane lane, Change change) {
    changes.add(lane, change.column(), 1);
  }

  void countShift(Lane lane, long laterMillis) {
    int further = 0;
    for (Duration shift : SHIFTS) {
      further += Math.abs(laterMillis) >= shift.toMillis() ? 1 : 0;
    }
    int half = SHIFT_BUCKETS / 2;
    shifts.add(lane, laterMillis < 0 ? half - 1 - further : half + further, 1);
  }

  void count(Why why) {
    whys.add(why, 0, 1);
  }

  void countCustomer(boolean changed, boolean passedOver) {
    customersChanged += changed ? 1 : 0;
    customersPassedOver += passedOver ? 1 : 0;
  }

  void offer(String thing, String customerId, Supplier<Example> example) {
    examples.offer(thing, EXAMPLES_OF_EACH, customerId, example);
  }

  /** Takes in what another subtask has found, of other customers. */
  public void add(Difference other) {
    changes.add(other.changes);
    shifts.add(other.shifts);
    whys.add(other.whys);
    examples.add(other.examples);
    before.add(other.before);
    after.add(other.after);
    customersChanged += other.customersChanged;
    customersPassedOver += other.customersPassedOver;
  }

  /** By campaign and channel, a column for each {@link Change}. */
  public Counts<Lane> changes() {
    return changes;
  }

  /**
   * How far what moved has moved: earlier by a day or more, by an hour or more, by less; later by
   * less than an hour, less than a day, more.
   */
  public Counts<Lane> shifts() {
    return shifts;
  }

  /** Why the one version does not send what the other sends. */
  public Counts<Why> whys() {
    return whys;
  }

  /** Customers as examples: a few for each campaign, channel, change and reason. */
  public List<Example> examples() {
    return examples.drawn();
  }

  /** Customers who get something else than before. */
  public long customersChanged() {
    return customersChanged;
  }

  /** Customers to whom so much happened that it was not compared. */
  public long customersPassedOver() {
    return customersPassedOver;
  }

  /** What the first version did. */
  public ReplayTally before() {
    return before;
  }

  /** What the second version did. */
  public ReplayTally after() {
    return after;
  }
}
