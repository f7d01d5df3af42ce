package io.campanile.jobs.customer;

import io.campanile.bench.load.CampaignSet;
import io.campanile.bench.load.EventLoad;
import io.campanile.bench.load.EventShape;
import io.campanile.bench.load.EventShape.Traffic;
import io.campanile.jobs.decide.Decider;
import io.campanile.jobs.detect.chain.ChainDetector;
import io.campanile.jobs.release.Releases;
import io.campanile.model.ActionRecord;
import io.campanile.model.DecisionRecord;
import io.campanile.model.Event;
import io.campanile.model.TriggerRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
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

/**
 * A customer to bytes and back, as when it leaves memory and comes back. It stands in this package
 * because the format is nobody else's business.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class CustomerRoundTrip {

  @Param({"8", "100"})
  public int events;

  private CustomerCodec codec;
  private Customer customer;
  private byte[] stored;

  /** Lets a customer have its events. */
  @Setup
  public void make() throws IOException {
    EventShape shape = EventShape.shop(1, Traffic.VISITS);
    CustomerEngine engine =
        new CustomerEngine(
            Releases.compile(CampaignSet.shop(100, shape).patterns()),
            new ChainDetector(),
            Duration.ofDays(1));
    codec = new CustomerCodec(engine.index(), engine.detector(), new Nowhere());
    customer = codec.create(EventLoad.customer(0));
    Event[] batch = Arrays.copyOf(new EventLoad(shape).batch(), events);
    Arrays.sort(batch, Event.ORDER);
    for (Event event : batch) {
      engine.take(customer, event, Decider.NO_WALL_CLOCK, new Nowhere());
    }
    stored = codec.write(customer);
  }

  /** All of it, decoded, to bytes. */
  @Benchmark
  public byte[] write() throws IOException {
    return codec.write(customer);
  }

  /** As for an event that asks neither for sequences nor for the agenda. */
  @Benchmark
  public byte[] readAndWriteUnopened() throws IOException {
    return codec.write(codec.read("c", stored));
  }

  /** As for an event that asks for both. */
  @Benchmark
  public byte[] readAndWriteOpened() throws IOException {
    Customer read = codec.read("c", stored);
    if (read.sequences().isEmpty() && read.agenda().isEmpty()) {
      return stored;
    }
    return codec.write(read);
  }

  private static final class Nowhere implements Outbox {
    @Override
    public void trigger(TriggerRecord trigger) {}

    @Override
    public void decision(DecisionRecord decision) {}

    @Override
    public void action(ActionRecord action) {}

    @Override
    public void count(Fate fate, long times) {}
  }
}
