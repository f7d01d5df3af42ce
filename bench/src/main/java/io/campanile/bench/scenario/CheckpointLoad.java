package io.campanile.bench.scenario;

import io.campanile.bench.contender.Campanile;
import io.campanile.bench.drive.Feed;
import io.campanile.bench.drive.FlinkRun;
import io.campanile.bench.drive.Matches;
import io.campanile.bench.drive.StateKind;
import io.campanile.bench.load.CampaignSet;
import io.campanile.bench.load.EventLoad;
import io.campanile.bench.load.EventShape;
import io.campanile.bench.load.EventShape.Traffic;
import io.campanile.jobs.JobOptions.Engine;
import io.campanile.model.Event;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Incremental checkpoints of many customers, while events go on. */
public record CheckpointLoad(Engine engine) implements Scenario {

  private static final int CAMPAIGNS = 100;
  private static final int ROUNDS = 3;

  /** As far apart as the checkpoints of a job are, where nobody says otherwise. */
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  @Override
  public String id() {
    return "checkpoint:" + engine.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Outcome run(Size size, Path directory) throws Exception {
    EventShape shape = EventShape.shop(size.waiting(), Traffic.VISITS);
    Story story = new Story(size.waiting(), new EventLoad(shape));
    try (FlinkRun run =
        FlinkRun.start(
            directory,
            StateKind.ROCKSDB,
            story::play,
            new Matches(),
            Campanile.pipeline(CampaignSet.shop(CAMPAIGNS, shape).patterns(), engine))) {
      story.prepared.await();
      run.checkpoint();
      LockSupport.parkNanos(size.warmUp().toNanos());
      Rate normal = new Rate();
      Rate during = new Rate();
      Rate interval = new Rate();
      for (int round = 0; round < ROUNDS; round++) {
        normal.begin(story);
        LockSupport.parkNanos(size.measured().toNanos());
        normal.end(story);
        long end = System.nanoTime() + INTERVAL.toNanos();
        interval.begin(story);
        during.begin(story);
        run.checkpoint();
        during.end(story);
        LockSupport.parkNanos(end - System.nanoTime());
        interval.end(story);
      }
      story.over.set(true);
      run.awaitScript();
      Map<String, Double> figures = new LinkedHashMap<>();
      figures.put("customers", (double) size.waiting());
      figures.put("normalPerSecond", normal.eventsPerSecond());
      figures.put("duringPerSecond", during.eventsPerSecond());
      figures.put("intervalPerSecond", interval.eventsPerSecond());
      figures.put("checkpointMillis", during.nanos / 1e6 / ROUNDS);
      figures.put("longestStallMillis", story.longestNanos.get() / 1e6);
      return Outcome.of(id(), figures);
    }
  }

  private static final class Rate {
    private double events;
    private double nanos;

    void begin(Story story) {
      events -= story.events.get();
      nanos -= System.nanoTime();
    }

    void end(Story story) {
      events += story.events.get();
      nanos += System.nanoTime();
    }

    double eventsPerSecond() {
      return events / nanos * 1e9;
    }
  }

  private static final class Story {
    private final int customers;
    private final EventLoad load;
    private final CountDownLatch prepared = new CountDownLatch(1);
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong longestNanos = new AtomicLong();

    Story(int customers, EventLoad load) {
      this.customers = customers;
      this.load = load;
    }

    void play(Feed feed) {
      Events first = new Events();
      long nowMillis = EventLoad.START_MILLIS - Duration.ofHours(2).toMillis();
      for (int i = 0; i < customers; i++) {
        feed.event(first.of("Product Viewed", EventLoad.customer(i), ++nowMillis, "p"));
        if (i % EventLoad.BATCH == 0) {
          feed.watermark(nowMillis);
        }
      }
      feed.watermark(nowMillis);
      prepared.countDown();
      while (!over.get()) {
        batch(feed);
      }
    }

    private void batch(Feed feed) {
      Event[] batch = load.batch();
      long start = System.nanoTime();
      int i = 0;
      for (Event event : batch) {
        feed.event(event);
        if (++i % 64 == 0) {
          events.addAndGet(64);
        }
      }
      feed.watermark(load.watermarkMillis());
      longestNanos.accumulateAndGet(System.nanoTime() - start, Math::max);
    }
  }
}
