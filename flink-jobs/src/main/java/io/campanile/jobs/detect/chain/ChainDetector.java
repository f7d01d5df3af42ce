package io.campanile.jobs.detect.chain;

import io.campanile.jobs.detect.Detector;
import io.campanile.jobs.detect.EventPool;
import io.campanile.jobs.detect.Run;
import io.campanile.jobs.detect.TriggerPlan;
import io.campanile.model.Event;
import java.io.DataInput;
import java.io.IOException;
import java.util.List;

/** The engine {@code chain}: the language's slot machine in plain Java. */
public final class ChainDetector implements Detector {

  /** The engine's name in options and state. */
  public static final String NAME = "chain";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Run begin(TriggerPlan plan) {
    return new ChainRun(plan);
  }

  @Override
  public Run resume(TriggerPlan plan, List<List<Event>> chains) {
    return ChainRun.of(plan, chains);
  }

  @Override
  public Run read(TriggerPlan plan, DataInput in, EventPool.Reader pool) throws IOException {
    return ChainRun.read(plan, in, pool);
  }

  @Override
  public void close() {
    // Holds nothing.
  }
}
