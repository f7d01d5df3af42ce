package io.campanile.bench.scenario;

import io.campanile.bench.drive.BatchClock;
import io.campanile.bench.drive.Feed;
import io.campanile.bench.drive.Matches;
import io.campanile.bench.drive.Matches.Found;
import io.campanile.bench.drive.Script;
import io.campanile.bench.load.EventLoad;
import io.campanile.model.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A load for a while: first to get warm, then to take the time. A batch is made before its time is
 * taken, so that making events costs nobody anything.
 */
final class TimedLoad implements Script {

  private final EventLoad load;
  private final Matches matches;
  private final Duration warmUp;
  private final Duration measured;
  private final BatchClock clock = new BatchClock();
  private final List<Found> found = new ArrayList<>();
  private final Set<String> customers = new HashSet<>();
  private int batches;
  private long triggersBefore;
  private long triggersAfter;

  TimedLoad(EventLoad load, Matches matches, Duration warmUp, Duration measured) {
    this.load = load;
    this.matches = matches;
    this.warmUp = warmUp;
    this.measured = measured;
  }

  @Override
  public void run(Feed feed) {
    long spent = 0;
    while (spent < warmUp.toNanos()) {
      spent += batch(feed);
    }
    triggersBefore = matches.count();
    spent = 0;
    while (spent < measured.toNanos()) {
      long nanos = batch(feed);
      clock.add(nanos);
      spent += nanos;
    }
    triggersAfter = matches.count();
  }

  private long batch(Feed feed) {
    Event[] batch = load.batch();
    for (Event event : batch) {
      customers.add(String.valueOf(event.userId()));
    }
    long start = System.nanoTime();
    for (Event event : batch) {
      feed.event(event);
    }
    feed.watermark(load.watermarkMillis());
    long nanos = System.nanoTime() - start;
    batches++;
    if (isRound(batches)) {
      found.addAll(matches.found((long) batches * EventLoad.BATCH));
    }
    return nanos;
  }

  /** Points that a slow engine and a fast one both come by: 1, 2, 3, 4, 6, 8, 12, 16, … */
  private static boolean isRound(int number) {
    int odd = number >> Integer.numberOfTrailingZeros(number);
    return odd == 1 || odd == 3;
  }

  /** The triggers at points that every engine comes by. */
  List<Found> found() {
    return found;
  }

  /** How many customers had an event. */
  int customers() {
    return customers.size();
  }

  Map<String, Double> figures() {
    double events = (double) clock.size() * EventLoad.BATCH;
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("eventsPerSecond", events / clock.seconds());
    figures.put("events", events);
    figures.put("batchP50Millis", clock.millis(0.5));
    figures.put("batchP99Millis", clock.millis(0.99));
    figures.put("batchMaxMillis", clock.millis(1));
    figures.put("triggersPercent", 100 * (triggersAfter - triggersBefore) / events);
    return figures;
  }
}
