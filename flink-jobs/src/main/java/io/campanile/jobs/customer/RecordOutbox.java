package io.campanile.jobs.customer;

import io.campanile.connectors.output.OutputRecord;
import io.campanile.connectors.output.OutputRecords;
import io.campanile.model.ActionRecord;
import io.campanile.model.Channel;
import io.campanile.model.DecisionRecord;
import io.campanile.model.PrivacyRecord;
import io.campanile.model.ProfileRecord;
import io.campanile.model.SegmentRecord;
import io.campanile.model.TriggerRecord;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Hands records on, written already, and counts into metrics. */
final class RecordOutbox implements Outbox {

  private final Output<StreamRecord<OutputRecord>> output;
  private final Map<Fate, Counter> counters = new EnumMap<>(Fate.class);
  private final Map<Channel, Counter> byChannel = new EnumMap<>(Channel.class);
  private final Map<Judged, Counter> byReason = new HashMap<>();
  private final MetricGroup metrics;

  /** What the decisions are counted by; empty for an action that was sent. */
  private record Judged(DecisionRecord.Outcome outcome, Optional<DecisionRecord.Reason> reason) {}

  RecordOutbox(Output<StreamRecord<OutputRecord>> output, MetricGroup metrics) {
    this.output = output;
    this.metrics = metrics;
    for (Channel channel : Channel.values()) {
      byChannel.put(channel, metrics.addGroup("channel", channel.name()).counter("actions"));
    }
    for (Fate fate : Fate.values()) {
      counters.put(fate, metrics.counter(fate.metricName()));
    }
  }

  @Override
  public void trigger(TriggerRecord trigger) {
    emit(OutputRecords.of(trigger));
  }

  @Override
  public void decision(DecisionRecord decision) {
    byReason
        .computeIfAbsent(
            new Judged(decision.outcome(), Optional.ofNullable(decision.reason())), this::counter)
        .inc();
    emit(OutputRecords.of(decision));
  }

  @Override
  public void action(ActionRecord action) {
    Objects.requireNonNull(byChannel.get(action.channel())).inc();
    emit(OutputRecords.of(action));
  }

  @Override
  public void privacy(PrivacyRecord record) {
    emit(OutputRecords.of(record));
  }

  @Override
  public void segment(SegmentRecord segment) {
    emit(OutputRecords.of(segment));
  }

  @Override
  public void profile(ProfileRecord profile) {
    emit(OutputRecords.of(profile));
  }

  @Override
  public void noProfile(String customerId, long timeMillis) {
    emit(OutputRecords.noProfile(customerId, timeMillis));
  }

  private Counter counter(Judged judged) {
    return metrics
        .addGroup("outcome", judged.outcome().name())
        .addGroup("reason", judged.reason().map(Enum::name).orElse("NONE"))
        .counter("decisions");
  }

  private void emit(OutputRecord record) {
    output.collect(new StreamRecord<>(record, record.timeMillis()));
  }

  @Override
  public void count(Fate fate, long times) {
    if (times != 0) {
      Objects.requireNonNull(counters.get(fate)).inc(times);
    }
  }
}
