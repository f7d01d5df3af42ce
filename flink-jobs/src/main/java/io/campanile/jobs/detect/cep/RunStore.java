package io.campanile.jobs.detect.cep;

import java.util.Map;
import java.util.function.Function;
import org.apache.flink.api.common.state.AggregatingState;
import org.apache.flink.api.common.state.AggregatingStateDescriptor;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReducingState;
import org.apache.flink.api.common.state.ReducingStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * The state store that flink-cep's shared buffer works on: plain maps of the current run, where
 * flink-cep's own operator has keyed state of the current key. So one buffer serves all runs, and
 * the stored form of a run is our own.
 */
final class RunStore implements KeyedStateStore {

  private @Nullable RunState current;

  /** Makes this run the current one; the buffer's caches must be empty. */
  void enter(RunState run) {
    current = run;
  }

  /** Forgets the current run. */
  void leave() {
    current = null;
  }

  private RunState current() {
    if (current == null) {
      throw new IllegalStateException("flink-cep asked for state outside of a run");
    }
    return current;
  }

  @Override
  @SuppressWarnings("unchecked")
  public <K, V> MapState<K, V> getMapState(MapStateDescriptor<K, V> descriptor) {
    Function<RunState, Map<?, ?>> map =
        switch (descriptor.getName()) {
          case "sharedBuffer-events" -> RunState::events;
          case "sharedBuffer-entries-with-lockable-edges" -> RunState::nodes;
          case "sharedBuffer-events-count" -> RunState::counts;
          default -> throw unknown("map state " + descriptor.getName());
        };
    return new RunMap<>(() -> (Map<K, V>) map.apply(current()));
  }

  private static UnsupportedOperationException unknown(String asked) {
    return new UnsupportedOperationException(
        "The shared buffer of flink-cep 2.3.0 keeps three maps, this one asks for " + asked);
  }

  @Override
  public <T> ValueState<T> getState(ValueStateDescriptor<T> descriptor) {
    throw unknown("value state " + descriptor.getName());
  }

  @Override
  public <T> ListState<T> getListState(ListStateDescriptor<T> descriptor) {
    throw unknown("list state " + descriptor.getName());
  }

  @Override
  public <T> ReducingState<T> getReducingState(ReducingStateDescriptor<T> descriptor) {
    throw unknown("reducing state " + descriptor.getName());
  }

  @Override
  public <I, A, O> AggregatingState<I, O> getAggregatingState(
      AggregatingStateDescriptor<I, A, O> descriptor) {
    throw unknown("aggregating state " + descriptor.getName());
  }

  @Override
  public <T> org.apache.flink.api.common.state.v2.ValueState<T> getValueState(
      org.apache.flink.api.common.state.v2.ValueStateDescriptor<T> descriptor) {
    throw unknown("asynchronous value state");
  }

  @Override
  public <T> org.apache.flink.api.common.state.v2.ListState<T> getListState(
      org.apache.flink.api.common.state.v2.ListStateDescriptor<T> descriptor) {
    throw unknown("asynchronous list state");
  }

  @Override
  public <K, V> org.apache.flink.api.common.state.v2.MapState<K, V> getMapState(
      org.apache.flink.api.common.state.v2.MapStateDescriptor<K, V> descriptor) {
    throw unknown("asynchronous map state");
  }

  @Override
  public <T> org.apache.flink.api.common.state.v2.ReducingState<T> getReducingState(
      org.apache.flink.api.common.state.v2.ReducingStateDescriptor<T> descriptor) {
    throw unknown("asynchronous reducing state");
  }

  @Override
  public <I, A, O> org.apache.flink.api.common.state.v2.AggregatingState<I, O> getAggregatingState(
      org.apache.flink.api.common.state.v2.AggregatingStateDescriptor<I, A, O> descriptor) {
    throw unknown("asynchronous aggregating state");
  }

  @Override
  public String getBackendTypeIdentifier() {
    return "run";
  }
}
