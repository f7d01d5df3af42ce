package io.campanile.jobs.detect.cep;

import io.campanile.jobs.detect.Detector;
import io.campanile.jobs.detect.EventPool;
import io.campanile.jobs.detect.Run;
import io.campanile.jobs.detect.TriggerPlan;
import io.campanile.model.Event;
import java.io.DataInput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/** The engine {@code cep}: flink-cep's NFA, one for each plan, over one shared buffer for all. */
public final class CepDetector implements Detector {

  /** The engine's name in options and state. */
  public static final String NAME = "cep";

  private final NfaHost host = new NfaHost();

  // Plans are equal only to themselves, and go with the release that they belong to.
  private final Map<TriggerPlan, CompiledPattern> patterns = new WeakHashMap<>();

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Run begin(TriggerPlan plan) {
    CompiledPattern pattern = patternOf(plan);
    return new CepRun(plan, pattern, host, RunState.of(pattern.nfa().createInitialNFAState()));
  }

  @Override
  public Run resume(TriggerPlan plan, List<List<Event>> chains) {
    CompiledPattern pattern = patternOf(plan);
    RunState state = RunState.of(pattern.nfa().createInitialNFAState());
    new Resuming(pattern, host, state, chains).run();
    return new CepRun(plan, pattern, host, state);
  }

  @Override
  public Run read(TriggerPlan plan, DataInput in, EventPool.Reader pool) throws IOException {
    CompiledPattern pattern = patternOf(plan);
    return new CepRun(plan, pattern, host, RunFormat.read(in, pool, plan, pattern));
  }

  private CompiledPattern patternOf(TriggerPlan plan) {
    return patterns.computeIfAbsent(plan, CompiledPattern::new);
  }

  @Override
  public void close() {
    // The host's thread ended when the host was made; the rest is memory.
  }
}
