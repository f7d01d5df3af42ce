package io.campanile.jobs.compare;

import io.campanile.jobs.compare.VersionLog.Sent;
import io.campanile.jobs.tally.Lane;
import io.campanile.jobs.tally.ReplayTally;
import io.campanile.patterns.Patterns;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Holds what two versions did for a customer side by side, and sums up what is different. */
public final class Comparer {

  private final SameActions actions;
  private final Difference difference;

  /**
   * A comparer who has seen nobody.
   *
   * @param tallyBefore sums up what the first version does
   * @param tallyAfter sums up what the second version does
   */
  public Comparer(
      Patterns before, Patterns after, ReplayTally tallyBefore, ReplayTally tallyAfter) {
    this.actions = new SameActions(before, after);
    this.difference = new Difference(tallyBefore, tallyAfter);
  }

  /** Everything that was found. */
  public Difference difference() {
    return difference;
  }

  /** What one version sends a customer by one action and for one {@code per} value. */
  private record Strand(int action, String key) implements Comparable<Strand> {
    private static final Comparator<Strand> ORDER =
        Comparator.comparingInt(Strand::action).thenComparing(Strand::key);

    @Override
    public int compareTo(Strand other) {
      return ORDER.compare(this, other);
    }
  }

  private record BothSent(List<Sent> before, List<Sent> after) {
    BothSent() {
      this(new ArrayList<>(), new ArrayList<>());
    }
  }

  /** Compares what was done for one customer; both logs are empty afterwards. */
  public void customer(String customerId, VersionLog before, VersionLog after) {
    if (before.isTooMuch() || after.isTooMuch()) {
      difference.countCustomer(false, true);
    } else {
      Map<Strand, BothSent> strands = new TreeMap<>();
      before.sent().forEach(sent -> of(strands, strand(Side.BEFORE, sent)).before.add(sent));
      after.sent().forEach(sent -> of(strands, strand(Side.AFTER, sent)).after.add(sent));
      Told told = new Told(customerId, new Reasons(actions, before, after));
      boolean changed = false;
      for (Map.Entry<Strand, BothSent> strand : strands.entrySet()) {
        changed |= told.compare(strand.getKey().action, strand.getValue());
      }
      difference.countCustomer(changed, false);
    }
    before.clear();
    after.clear();
  }

  private static BothSent of(Map<Strand, BothSent> strands, Strand strand) {
    return strands.computeIfAbsent(strand, unused -> new BothSent());
  }

  private Strand strand(Side side, Sent sent) {
    int action = actions.number(side, sent.decision().campaign(), sent.decision().position());
    return new Strand(action, sent.decision().key());
  }

  /** What is told of one customer. */
  private final class Told {
    private final String customerId;
    private final Reasons reasons;

    Told(String customerId, Reasons reasons) {
      this.customerId = customerId;
      this.reasons = reasons;
    }

    /** Compares what was sent by one action; returns whether anything is different. */
    boolean compare(int action, BothSent sent) {
      List<Sent> before = sent.before;
      List<Sent> after = sent.after;
      List<Pairs.Pair> pairs = Pairs.of(times(before), times(after));
      boolean[] pairedBefore = new boolean[before.size()];
      boolean[] pairedAfter = new boolean[after.size()];
      boolean changed = pairs.size() < Math.max(before.size(), after.size());
      for (Pairs.Pair pair : pairs) {
        pairedBefore[pair.before()] = true;
        pairedAfter[pair.after()] = true;
        changed |= both(before.get(pair.before()), after.get(pair.after()));
      }
      for (int i = 0; i < pairedBefore.length; i++) {
        if (!pairedBefore[i]) {
          one(before.get(i), Side.BEFORE, action);
        }
      }
      for (int i = 0; i < pairedAfter.length; i++) {
        if (!pairedAfter[i]) {
          one(after.get(i), Side.AFTER, action);
        }
      }
      return changed;
    }

    private boolean both(Sent before, Sent after) {
      Lane lane = lane(after);
      long laterMillis = after.atMillis() - before.atMillis();
      Change change =
          laterMillis != 0
              ? Change.MOVED
              : before.saysTheSame(after) ? Change.SAME : Change.CHANGED;
      difference.count(lane, change);
      if (change == Change.MOVED) {
        difference.countShift(lane, laterMillis);
      }
      if (change != Change.SAME) {
        difference.offer(
            thing(lane, change, ""), customerId, () -> Examples.ofBoth(change, before, after));
      }
      return change != Change.SAME;
    }

    private void one(Sent sent, Side side, int action) {
      Change change = side == Side.AFTER ? Change.MORE : Change.FEWER;
      Lane lane = lane(sent);
      Reasons.Found why = reasons.whyNot(side.other(), action, sent);
      difference.count(lane, change);
      difference.count(new Why(lane.campaign(), lane.channel(), change, why.reason(), why.rule()));
      difference.offer(
          thing(lane, change, why.reason() + " " + why.rule()),
          customerId,
          () -> Examples.ofOne(change, sent, why, reasons.sentBy(side.other())));
    }
  }

  private static List<Long> times(List<Sent> sent) {
    return sent.stream().map(Sent::atMillis).toList();
  }

  private static Lane lane(Sent sent) {
    return new Lane(sent.decision().campaign(), sent.decision().channel().wireName());
  }

  private static String thing(Lane lane, Change change, String why) {
    return lane.campaign() + " " + lane.channel() + " " + change + " " + why;
  }
}
