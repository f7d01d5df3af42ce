package io.campanile.jobs.customer;

import io.campanile.jobs.JobOptions;
import io.campanile.jobs.compare.Comparer;
import io.campanile.jobs.compare.Difference;
import io.campanile.jobs.compare.VersionLog;
import io.campanile.jobs.detect.chain.ChainDetector;
import io.campanile.jobs.identity.Identity;
import io.campanile.jobs.order.OrderedOperator;
import io.campanile.jobs.release.Releases;
import io.campanile.jobs.tally.TallyKeeper;
import io.campanile.model.Event;
import io.campanile.patterns.Patterns;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ObjLongConsumer;
import org.apache.flink.api.common.accumulators.ListAccumulator;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;

/**
 * Two versions of the patterns at work on the same customers of a sorted history. When a customer's
 * history ends, what the two did is compared; nothing goes out. Each subtask adds the {@link
 * Difference} that it has found to the accumulator {@link CustomerOperator#SEEN}. Counted is what
 * the second version does.
 */
public final class TwofoldOperator extends OrderedOperator<Void>
    implements OneInputStreamOperator<Event, Void> {

  private static final long serialVersionUID = 1L;

  private final JobOptions optionsBefore;
  private final JobOptions optionsAfter;

  private transient HistoryVersion before;
  private transient HistoryVersion after;
  private transient VersionLog logBefore;
  private transient VersionLog logAfter;
  private transient TallyKeeper keeperBefore;
  private transient TallyKeeper keeperAfter;
  private transient Comparer comparer;

  /** An operator that compares what is done with these options. */
  @SuppressWarnings("NullAway.Init") // Flink calls open before anything else.
  public TwofoldOperator(JobOptions before, JobOptions after) {
    super(CustomerStates.TIMERS, true);
    this.optionsBefore = before;
    this.optionsAfter = after;
  }

  @Override
  protected String keyOf(Event event) {
    return Identity.customerOf(event);
  }

  @Override
  public void open() throws Exception {
    Patterns patternsBefore = Releases.compile(optionsBefore.patterns());
    Patterns patternsAfter = Releases.compile(optionsAfter.patterns());
    logBefore = new VersionLog();
    logAfter = new VersionLog();
    keeperBefore = new TallyKeeper(patternsAfter.policy().timeZone());
    keeperAfter = new TallyKeeper(patternsAfter.policy().timeZone());
    before =
        version(
            optionsBefore,
            patternsBefore,
            new WatchedOutbox(new ComparedOutbox(logBefore, (fate, times) -> {}), keeperBefore));
    after =
        version(
            optionsAfter,
            patternsAfter,
            new WatchedOutbox(new ComparedOutbox(logAfter, counters()), keeperAfter));
    comparer =
        new Comparer(patternsBefore, patternsAfter, keeperBefore.tally(), keeperAfter.tally());
    super.open();
  }

  /** Both engines find the same, and this one is quicker. */
  private static HistoryVersion version(JobOptions options, Patterns patterns, Outbox out) {
    return new HistoryVersion(options, patterns, new ChainDetector(), out);
  }

  private ObjLongConsumer<Fate> counters() {
    Map<Fate, Counter> counters = new EnumMap<>(Fate.class);
    for (Fate fate : Fate.values()) {
      counters.put(fate, getMetricGroup().counter(fate.metricName()));
    }
    return (fate, times) -> Objects.requireNonNull(counters.get(fate)).inc(times);
  }

  @Override
  protected void take(String id, List<Event> events) {
    before.take(id, events);
    after.take(id, events);
  }

  @Override
  protected void onEnd(String id, long watermarkMillis) {
    before.end(watermarkMillis);
    after.end(watermarkMillis);
    keeperBefore.customerEnds(id);
    keeperAfter.customerEnds(id);
    comparer.customer(id, logBefore, logAfter);
  }

  @Override
  protected void takeLate(String id, Event event, long watermarkMillis) {
    throw new IllegalStateException("Nothing is late in a sorted history");
  }

  @Override
  protected void tookUntil(String id, long watermarkMillis) {
    throw new IllegalStateException("A sorted history has no watermark but its end");
  }

  @Override
  protected void onTimer(String id, long timerMillis, long watermarkMillis) {
    throw new IllegalStateException("A sorted history has no timer but each customer's end");
  }

  @Override
  public void finish() throws Exception {
    ListAccumulator<Difference> seen = new ListAccumulator<>();
    seen.add(comparer.difference());
    getRuntimeContext().addAccumulator(CustomerOperator.SEEN, seen);
    super.finish();
  }

  @Override
  public void close() throws Exception {
    if (before != null) {
      before.close();
    }
    if (after != null) {
      after.close();
    }
    super.close();
  }
}
