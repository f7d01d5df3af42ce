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
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * An event that concerns none of a customer's sequences under way, with many of them and with one:
 * while the customer is in memory, and when it has to be read again.
 */
public record ManySequences(Engine engine) implements Scenario {

  /** As many campaigns share the sequences, because each has a bound of its own. */
  private static final int CAMPAIGNS = 5;

  private static final int WARM_ROUNDS = 300;
  private static final int ROUNDS = 300;
  private static final int EVENTS_A_ROUND = 64;

  /** More customers than are kept decoded in memory. */
  private static final int OTHERS = 21_000;

  private static final int COLD_ROUNDS = 10;

  @Override
  public String id() {
    return "many-sequences:" + engine.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Outcome run(Size size, Path directory) throws Exception {
    Map<String, Double> figures = new LinkedHashMap<>();
    measure(size, 1, directory.resolve("one"), figures, "One");
    measure(size, size.sequences() / CAMPAIGNS, directory.resolve("many"), figures, "Many");
    return Outcome.of(id(), figures);
  }

  private void measure(
      Size size, int products, Path directory, Map<String, Double> figures, String suffix)
      throws Exception {
    Story story = new Story(products, size.equals(Size.TINY));
    FlinkRun.play(
        directory,
        StateKind.ROCKSDB,
        story::play,
        new Matches(),
        Campanile.pipeline(CampaignSet.patterns(campaigns()), engine));
    double events = (double) EVENTS_A_ROUND * ROUNDS;
    figures.put("sequences" + suffix, (double) products * CAMPAIGNS);
    figures.put("unknownNameMicros" + suffix, story.unknown.seconds() * 1e6 / events);
    figures.put("otherProductMicros" + suffix, story.other.seconds() * 1e6 / events);
    figures.put("readAgainMicros" + suffix, 1000 * story.cold.millis(0.5));
  }

  private static Map<String, String> campaigns() {
    Map<String, String> campaigns = new TreeMap<>();
    for (int i = 0; i < CAMPAIGNS; i++) {
      String name = "pair-" + i;
      campaigns.put(
          name,
          """
          campaign: %s
          trigger:
            per: event.product_id
            within: 7d
            steps:
              - event: Product Viewed
                where: event.price >= 2%d
              - event: Product Added
          actions:
            - {channel: ads, template: t}
          """
              .formatted(name, i));
    }
    return campaigns;
  }

  private static final class Story {
    private final Events events = new Events();
    private final int products;
    private final boolean tiny;
    private final BatchClock unknown = new BatchClock();
    private final BatchClock other = new BatchClock();
    private final BatchClock cold = new BatchClock();
    private long nowMillis = EventLoad.START_MILLIS;

    Story(int products, boolean tiny) {
      this.products = products;
      this.tiny = tiny;
    }

    void play(Feed feed) {
      for (int i = 0; i < products; i++) {
        feed.event(events.of("Product Viewed", "hot", nowMillis++, "p-" + i));
      }
      feed.watermark(nowMillis);
      for (int round = -WARM_ROUNDS; round < ROUNDS; round++) {
        long unknownNanos = round(feed, "Page Viewed");
        long otherNanos = round(feed, "Product Added");
        if (round >= 0) {
          unknown.add(unknownNanos);
          other.add(otherNanos);
        }
      }
      for (int round = 0; round < COLD_ROUNDS; round++) {
        others(feed);
        long start = System.nanoTime();
        feed.event(events.of("Page Viewed", "hot", ++nowMillis, "none"));
        feed.watermark(nowMillis);
        cold.add(System.nanoTime() - start);
      }
    }

    private long round(Feed feed, String name) {
      long start = System.nanoTime();
      for (int i = 0; i < EVENTS_A_ROUND; i++) {
        feed.event(events.of(name, "hot", ++nowMillis, "none"));
      }
      feed.watermark(nowMillis);
      return System.nanoTime() - start;
    }

    private void others(Feed feed) {
      int customers = tiny ? 100 : OTHERS;
      for (int i = 0; i < customers; i++) {
        feed.event(events.of("Page Viewed", EventLoad.customer(i), ++nowMillis, "none"));
        if (i % EventLoad.BATCH == 0) {
          feed.watermark(nowMillis);
        }
      }
      feed.watermark(nowMillis);
    }
  }
}
