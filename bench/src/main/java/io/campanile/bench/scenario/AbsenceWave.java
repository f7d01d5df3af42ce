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
 * Many customers wait for an absence: what others cost meanwhile, and what happens when it is
 * complete for all of them within one minute.
 */
public record AbsenceWave(Engine engine) implements Scenario {

  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long SECOND = 1000;
  private static final String CAMPAIGN =
      """
      campaign: absence-1
      trigger:
        steps:
          - event: Product Added
            where: event.price >= 20
          - without: Order Completed
            for: 1h
      actions:
        - {channel: ads, template: t}
      """;

  @Override
  public String id() {
    return "absence-wave:" + engine.name().toLowerCase(Locale.ROOT);
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
        Campanile.pipeline(CampaignSet.patterns(Map.of("absence-1", CAMPAIGN)), engine));
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("waiting", (double) size.waiting());
    figures.put("fired", (double) matches.count());
    figures.put("othersPerSecondBefore", (double) story.others / story.before.seconds());
    figures.put("othersPerSecondMeanwhile", (double) story.others / story.meanwhile.seconds());
    figures.put("waveSeconds", story.wave.seconds());
    figures.put("firedPerSecond", matches.count() / story.wave.seconds());
    figures.put("longestStallMillis", story.wave.millis(1));
    if (matches.count() != size.waiting()) {
      throw new IllegalStateException(
          "Expected " + size.waiting() + " triggers, found " + matches.count());
    }
    return Outcome.of(id(), figures);
  }

  private static final class Story {
    private final Events events = new Events();
    private final Size size;
    private final int others;
    private final BatchClock before = new BatchClock();
    private final BatchClock meanwhile = new BatchClock();
    private final BatchClock wave = new BatchClock();
    private long nowMillis = EventLoad.START_MILLIS;

    Story(Size size) {
      this.size = size;
      this.others = size.waiting() / 4;
    }

    void play(Feed feed) {
      others(feed, new BatchClock());
      others(feed, before);
      long firstMillis = nowMillis + 1;
      for (int i = 0; i < size.waiting(); i++) {
        nowMillis = firstMillis + (long) i * MINUTE / size.waiting();
        feed.event(events.of("Product Added", EventLoad.customer(i), nowMillis, "p"));
        if (i % EventLoad.BATCH == 0) {
          feed.watermark(nowMillis - 1);
        }
      }
      feed.watermark(nowMillis);
      others(feed, meanwhile);
      for (long t = firstMillis + HOUR; t <= firstMillis + HOUR + MINUTE; t += SECOND) {
        long start = System.nanoTime();
        feed.watermark(t);
        wave.add(System.nanoTime() - start);
      }
    }

    /** Events that concern nobody, of customers who do not wait. */
    private void others(Feed feed, BatchClock clock) {
      for (int i = 0; i < others; ) {
        long start = System.nanoTime();
        for (int batch = 0; batch < EventLoad.BATCH && i < others; batch++, i++) {
          feed.event(events.of("Page Viewed", "other-" + i, ++nowMillis, "none"));
        }
        feed.watermark(nowMillis);
        clock.add(System.nanoTime() - start);
      }
    }
  }
}
