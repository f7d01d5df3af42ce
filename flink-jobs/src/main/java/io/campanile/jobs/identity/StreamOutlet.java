package io.campanile.jobs.identity;

import io.campanile.model.Event;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Hands events on, each with its own time, and counts into metrics. */
final class StreamOutlet implements Outlet {

  private final Output<StreamRecord<Event>> output;
  private final Map<IdentityFate, Counter> counters = new EnumMap<>(IdentityFate.class);

  StreamOutlet(Output<StreamRecord<Event>> output, MetricGroup metrics) {
    this.output = output;
    for (IdentityFate fate : IdentityFate.values()) {
      counters.put(fate, metrics.counter(fate.metricName()));
    }
  }

  @Override
  public void emit(Event event) {
    output.collect(new StreamRecord<>(event, event.timeMillis()));
  }

  @Override
  public void count(IdentityFate fate, long times) {
    Objects.requireNonNull(counters.get(fate)).inc(times);
  }
}
