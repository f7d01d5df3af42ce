package io.campanile.bench.scenario;

import io.campanile.bench.contender.Campanile;
import io.campanile.bench.drive.BatchClock;
import io.campanile.bench.drive.Feed;
import io.campanile.bench.drive.FlinkRun;
import io.campanile.bench.drive.Matches;
import io.campanile.bench.drive.StateKind;
import io.campanile.bench.load.CampaignSet;
import io.campanile.bench.load.EventLoad;
import io.campanile.jobs.JobOptions.Engine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One customer, a bot, is as busy as all others together: all its events within an hour, 100,000
 * different values of {@code per} in one campaign and 10,000 in another.
 */
public record BusyCustomer(Engine engine) implements Scenario {

  private static final int VALUES = 100_000;
  private static final int PRODUCTS = 10_000;
  private static final int HALF_BATCH = EventLoad.BATCH / 2;
  private static final Map<String, String> CAMPAIGNS =
      Map.of(
          "absence-1",
          """
          campaign: absence-1
          trigger:
            per: event.product_id
            steps:
              - event: Product Viewed
              - without: Product Added
                per: event.product_id
                for: 10m
          actions:
            - {channel: ads, template: t}
          """,
          "pair-1",
          """
          campaign: pair-1
          trigger:
            per: event.category
            within: 1h
            steps:
              - event: Product Viewed
                times: 3
              - event: Product Added
          actions:
            - {channel: ads, template: t}
          """);

  @Override
  public String id() {
    return "busy-customer:" + engine.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Outcome run(Size size, Path directory) throws Exception {
    Matches matches = new Matches();
    Story story = new Story(size);
    FlinkRun.play(
        directory,
        StateKind.ROCKSDB,
        story::play,
        matches,
        Campanile.pipeline(CampaignSet.patterns(CAMPAIGNS), engine));
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("busyEvents", (double) size.busyEvents());
    figures.put("othersPerSecondAlone", story.quietEvents() / story.quiet.seconds());
    figures.put("allPerSecondBeside", story.mixedEvents() / story.mixed.seconds());
    figures.put("batchP99MillisAlone", story.quiet.millis(0.99));
    figures.put("batchP99MillisBeside", story.mixed.millis(0.99));
    figures.put("batchMaxMillisBeside", story.mixed.millis(1));
    return Outcome.of(id(), figures);
  }

  private static final class Story {
    private final int busyEvents;
    private final int customers;
    private final BatchClock quiet = new BatchClock();
    private final BatchClock mixed = new BatchClock();
    private final Events events = new Events();
    private final double stepMillis;
    private long others;
    private double nowMillis = EventLoad.START_MILLIS;

    Story(Size size) {
      this.busyEvents = size.busyEvents();
      this.customers = size.customers();
      // With as many events of others between them, the bot's take an hour.
      this.stepMillis = Duration.ofHours(1).toMillis() / (2.0 * busyEvents);
    }

    double quietEvents() {
      return (double) quiet.size() * EventLoad.BATCH;
    }

    double mixedEvents() {
      return (double) mixed.size() * EventLoad.BATCH;
    }

    void play(Feed feed) {
      int batches = Math.max(1, busyEvents / HALF_BATCH);
      for (int i = 0; i < batches / 2; i++) {
        long nanos = batch(feed, 0, 0);
        if (i >= batches / 4) {
          quiet.add(nanos);
        }
      }
      for (int i = 0; i < batches; i++) {
        mixed.add(batch(feed, HALF_BATCH, i * HALF_BATCH));
      }
    }

    private long batch(Feed feed, int busy, int firstBusy) {
      long start = System.nanoTime();
      for (int i = 0; i < EventLoad.BATCH; i++) {
        nowMillis += stepMillis;
        boolean isBusy = i % 2 == 0 && i / 2 < busy;
        String customer = isBusy ? "bot" : EventLoad.customer((int) (others++ % customers));
        int number = isBusy ? firstBusy + i / 2 : (int) others;
        String name = number % 20 == 0 ? "Product Added" : "Product Viewed";
        String product = "p-" + number % VALUES;
        String category = "c-" + number % PRODUCTS;
        feed.event(events.of(name, customer, (long) nowMillis, product, category));
      }
      feed.watermark((long) nowMillis);
      return System.nanoTime() - start;
    }
  }
}
