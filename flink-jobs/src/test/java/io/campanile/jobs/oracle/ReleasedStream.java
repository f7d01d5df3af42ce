package io.campanile.jobs.oracle;

import io.campanile.connectors.output.OutputRecord;
import io.campanile.connectors.output.Stream;
import io.campanile.connectors.types.OutputRecordSerializer;
import io.campanile.jobs.JobOptions;
import io.campanile.jobs.customer.ReleasedCustomerOperator;
import io.campanile.jobs.identity.Identity;
import io.campanile.jobs.release.Release;
import io.campanile.jobs.release.ReleaseCodec;
import io.campanile.model.Event;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/** The customer's step as an operator of some subtasks, with events and releases as they come. */
@SuppressWarnings("try") // Flink's harness may throw anything when it is closed.
final class ReleasedStream implements AutoCloseable {

  private static final int MAX_PARALLELISM = 8;

  private final JobOptions options;
  private final boolean onDisk;
  private final List<Harness> subtasks = new ArrayList<>();
  private final List<OutputRecord> records = new ArrayList<>();
  private long processingMillis;
  private long checkpoint;

  ReleasedStream(JobOptions options, boolean onDisk) throws Exception {
    this.options = options;
    this.onDisk = onDisk;
    open(1, 1, null);
  }

  private void open(int parallelism, int before, @Nullable OperatorSubtaskState state)
      throws Exception {
    for (int subtask = 0; subtask < parallelism; subtask++) {
      Harness harness = new Harness(options, parallelism, subtask);
      harness.setStateBackend(
          onDisk ? new EmbeddedRocksDBStateBackend() : new HashMapStateBackend());
      harness.setProcessingTime(processingMillis);
      harness.setup(
          OutputRecordSerializer.TYPE.createSerializer(
              harness.getExecutionConfig().getSerializerConfig()));
      if (state != null) {
        harness.initializeState(
            AbstractStreamOperatorTestHarness.repartitionOperatorState(
                state, MAX_PARALLELISM, before, parallelism, subtask));
      }
      harness.open();
      subtasks.add(harness);
    }
  }

  void event(Event event) throws Exception {
    int group =
        KeyGroupRangeAssignment.assignKeyToParallelOperator(
            Identity.customerOf(event), MAX_PARALLELISM, subtasks.size());
    subtasks.get(group).processElement1(new StreamRecord<>(event, event.timeMillis()));
    collect();
  }

  void release(Release release) throws Exception {
    for (Harness subtask : subtasks) {
      subtask.processElement2(new StreamRecord<>(ReleaseCodec.write(release)));
    }
  }

  void eventsAreAt(long timeMillis) throws Exception {
    for (Harness subtask : subtasks) {
      subtask.processWatermark1(new Watermark(timeMillis));
    }
    collect();
  }

  void releasesAreAt(long timeMillis) throws Exception {
    for (Harness subtask : subtasks) {
      subtask.processWatermark2(new Watermark(timeMillis));
    }
    collect();
  }

  /** Time passes on the wall: whoever walks comes further. */
  void pause(int slices) throws Exception {
    for (int i = 0; i < slices; i++) {
      processingMillis += 10;
      for (Harness subtask : subtasks) {
        subtask.setProcessingTime(processingMillis);
      }
    }
    collect();
  }

  private void collect() {
    for (Harness subtask : subtasks) {
      for (Object element : subtask.getOutput()) {
        if (element instanceof StreamRecord<?> record
            && record.getValue() instanceof OutputRecord output) {
          records.add(output);
        }
      }
      subtask.getOutput().clear();
    }
  }

  /** What has come out, by stream, as it stands on the wire; sorted. */
  List<String> records(List<Stream> streams) {
    return records.stream()
        .filter(record -> streams.contains(record.stream()))
        .map(record -> new String(record.json(), StandardCharsets.UTF_8))
        .sorted()
        .toList();
  }

  /** How many records have come out. */
  int size() {
    return records.size();
  }

  OperatorSubtaskState checkpoint() throws Exception {
    checkpoint++;
    List<OperatorSubtaskState> states = new ArrayList<>();
    for (Harness subtask : subtasks) {
      subtask.getOperator().prepareSnapshotPreBarrier(checkpoint);
      states.add(subtask.snapshot(checkpoint, checkpoint));
    }
    collect();
    return AbstractStreamOperatorTestHarness.repackageState(
        states.toArray(OperatorSubtaskState[]::new));
  }

  /** All subtasks fail, and others go on from a checkpoint, of which so many records are left. */
  void restore(OperatorSubtaskState state, int parallelism, int size) throws Exception {
    int before = subtasks.size();
    close();
    subtasks.clear();
    records.subList(size, records.size()).clear();
    open(parallelism, before, state);
  }

  @Override
  public void close() throws Exception {
    for (Harness subtask : subtasks) {
      subtask.close();
    }
  }

  private static final class Harness
      extends KeyedTwoInputStreamOperatorTestHarness<String, Event, byte[], OutputRecord> {
    Harness(JobOptions options, int parallelism, int subtask) throws Exception {
      super(
          new ReleasedCustomerOperator(options),
          Identity::customerOf,
          null,
          Types.STRING,
          MAX_PARALLELISM,
          parallelism,
          subtask);
    }
  }
}
