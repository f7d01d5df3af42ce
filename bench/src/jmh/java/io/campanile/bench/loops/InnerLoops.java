package io.campanile.bench.loops;

import io.campanile.bench.load.CampaignSet;
import io.campanile.bench.load.EventLoad;
import io.campanile.bench.load.EventShape;
import io.campanile.bench.load.EventShape.Traffic;
import io.campanile.connectors.json.EventReader;
import io.campanile.connectors.json.Ingested;
import io.campanile.connectors.json.RawRecord;
import io.campanile.jobs.detect.Detector;
import io.campanile.jobs.detect.Hits;
import io.campanile.jobs.detect.Match;
import io.campanile.jobs.detect.Run;
import io.campanile.jobs.detect.TriggerPlan;
import io.campanile.jobs.detect.cep.CepDetector;
import io.campanile.jobs.detect.chain.ChainDetector;
import io.campanile.jobs.release.Releases;
import io.campanile.model.Event;
import io.campanile.patterns.Expression;
import io.campanile.patterns.PatternFiles;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What happens for each event, or for each campaign that it concerns. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class InnerLoops {

  private static PatternFiles campaign(String where) {
    return CampaignSet.patterns(
        Map.of(
            "c",
            """
            campaign: c
            trigger:
              within: 7d
              steps:
                - event: Product Viewed
                  where: '%s'
                - event: Product Viewed
                  times: 2
                - without: Order Completed
                - event: Product Added
            actions:
              - {channel: ads, template: t}
            """
                .formatted(where)));
  }

  /** A condition, and an event for it. */
  @State(Scope.Thread)
  public static class Conditions {
    @Param({
      "event.price >= 20",
      "event.category == \"category-3\" && event.price >= 494.5",
      "event.category in [\"category-1\", \"category-2\"] || event.brand == \"brand-7\"",
      "event.missing == 3",
      "profile.orders_90d < 10 && event.price >= 20"
    })
    public String where;

    private Expression condition;
    private Event event;

    @Setup
    public void make() {
      TriggerPlan plan =
          new TriggerPlan(Releases.compile(campaign(where)).campaigns().get(0).trigger());
      condition = plan.steps().get(0).where();
      event = new EventLoad(EventShape.shop(10, Traffic.VISITS)).batch()[0];
    }

    Map<String, Object> object(String name) {
      return name.equals("event") ? event.properties() : Map.of();
    }
  }

  @Benchmark
  public boolean condition(Conditions state) {
    return state.condition.test(state::object);
  }

  /** A run with two partial matches. */
  @State(Scope.Thread)
  public static class Runs {
    @Param({"chain", "cep"})
    public String engine;

    private Run run;
    private Event[] events;
    private int next;

    @Setup
    public void make() {
      Detector detector = engine.equals("chain") ? new ChainDetector() : new CepDetector();
      run =
          detector.begin(
              new TriggerPlan(
                  Releases.compile(campaign("event.price >= 20")).campaigns().get(0).trigger()));
      events = new EventLoad(EventShape.shop(10, Traffic.VISITS)).batch();
      java.util.Arrays.sort(events, Event.ORDER);
    }

    private Event event() {
      Event template = events[next++ % events.length];
      return new Event(
          template.messageId(),
          template.type(),
          template.name(),
          template.userId(),
          null,
          EventLoad.START_MILLIS + next,
          template.properties());
    }
  }

  /** An event that is the first and the second step, and completes nothing. */
  @Benchmark
  public Optional<Match> takeStep(Runs state) {
    return state.run.take(state.event(), new Hits(3, 0));
  }

  /** An event that completes the sequence, or begins another. */
  @Benchmark
  public Optional<Match> takeLastStep(Runs state) {
    return state.run.take(state.event(), new Hits(7, 0));
  }

  /** A record of 400 bytes. */
  @State(Scope.Thread)
  public static class Records {
    private final EventReader reader = new EventReader();
    private RawRecord raw;

    @Setup
    public void make() {
      byte[] json =
          """
          {"messageId":"0f8fad5b-d9cb-469f-a165-70867728950e","type":"track","event":"Product Viewed",
          "userId":"customer-123456","timestamp":"2024-03-01T10:00:00.000Z","properties":{
          "product_id":"p-1234","sku":"SKU-8638","category":"category-7","name":"A product of the number 1234",
          "brand":"brand-42","price":49.99,"quantity":1,"currency":"GBP",
          "url":"https://shop.example/products/1234?from=list-17","position":3,"in_stock":true}}
          """
              .getBytes(StandardCharsets.UTF_8);
      raw = new RawRecord(json, json.length, "s", "t", 0, 0, RawRecord.NO_ARRIVAL);
    }
  }

  @Benchmark
  public Ingested read(Records state) {
    return state.reader.read(state.raw);
  }
}
