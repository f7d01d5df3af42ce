package io.campanile.bench.scenario;

import io.campanile.bench.contender.PlainFlinkCep;
import io.campanile.bench.drive.BatchClock;
import io.campanile.bench.drive.Feed;
import io.campanile.bench.drive.Matches;
import io.campanile.bench.drive.StateKind;
import io.campanile.bench.load.CampaignSet;
import io.campanile.bench.load.CampaignSpec;
import io.campanile.bench.load.CampaignSpec.Kind;
import io.campanile.bench.load.Condition;
import io.campanile.bench.load.EventLoad;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@link ManySequences} is for Campanile, for plain flink-cep: one campaign whose partial
 * matches wait, and events that match nothing.
 */
public record ManySequencesPlain() implements Scenario {

  private static final int EVENTS = 50;

  @Override
  public String id() {
    return "many-sequences:plain-flink-cep";
  }

  @Override
  public Outcome run(Size size, Path directory) throws Exception {
    CampaignSpec pair =
        new CampaignSpec(
            0,
            Kind.PAIR,
            List.of("Product Viewed", "Product Added"),
            new Condition("", 20),
            null,
            Duration.ofDays(7));
    CampaignSet campaigns = new CampaignSet(List.of(pair), false);
    Map<String, Double> figures = new LinkedHashMap<>();
    for (int sequences : List.of(1, size.plainSequences())) {
      BatchClock clock = new BatchClock();
      new PlainFlinkCep(StateKind.HEAP)
          .play(
              campaigns,
              feed -> play(feed, sequences, clock),
              new Matches(),
              directory.resolve("sequences-" + sequences),
              false);
      String suffix = sequences == 1 ? "One" : "Many";
      figures.put("sequences" + suffix, (double) sequences);
      figures.put("unknownNameMicros" + suffix, clock.seconds() * 1e6 / EVENTS);
    }
    return Outcome.of(id(), figures);
  }

  private static void play(Feed feed, int sequences, BatchClock clock) {
    Events events = new Events();
    long nowMillis = EventLoad.START_MILLIS;
    // As warm as with many sequences, where nothing but the beginning warms.
    int warm = 1000;
    for (int i = 0; i < warm; i++) {
      feed.event(events.of("Page Viewed", "warm", ++nowMillis, "none"));
    }
    feed.watermark(nowMillis);
    for (int i = 0; i < sequences; i++) {
      feed.event(events.of("Product Viewed", "hot", ++nowMillis, "p-" + i));
      feed.watermark(nowMillis);
    }
    for (int i = 0; i < EVENTS; i++) {
      long start = System.nanoTime();
      feed.event(events.of("Page Viewed", "hot", ++nowMillis, "none"));
      feed.watermark(nowMillis);
      clock.add(System.nanoTime() - start);
    }
  }
}
