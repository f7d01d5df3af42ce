package io.campanile.jobs.trial;

import io.campanile.connectors.json.Ingested;
import io.campanile.connectors.output.OutputRecord;
import io.campanile.connectors.output.OutputRecords;
import io.campanile.connectors.output.Stream;
import io.campanile.connectors.time.EventTimeStrategy;
import io.campanile.connectors.types.IngestedSerializer;
import io.campanile.connectors.types.OutputRecordSerializer;
import io.campanile.jobs.JobOptions;
import io.campanile.jobs.TriggerPipeline;
import io.campanile.jobs.customer.CustomerOperator;
import io.campanile.jobs.customer.CustomerTrial;
import io.campanile.jobs.customer.Fate;
import io.campanile.jobs.customer.Outbox;
import io.campanile.jobs.identity.Identity;
import io.campanile.model.ActionRecord;
import io.campanile.model.DecisionRecord;
import io.campanile.model.Event;
import io.campanile.model.PrivacyRecord;
import io.campanile.model.ProfileRecord;
import io.campanile.model.SegmentRecord;
import io.campanile.model.TriggerRecord;
import io.campanile.patterns.PatternFiles;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.CloseableIterator;

/** The same history in plain Java, in an operator, and in a job: each gives the records as text. */
@SuppressWarnings("try") // Flink's harness may throw anything when it is closed.
final class Sizes {

  private static final Set<Stream> COMPARED =
      Set.of(
          Stream.TRIGGERS,
          Stream.DECISIONS,
          Stream.SEGMENTS,
          Stream.ACTIONS_EMAIL,
          Stream.ACTIONS_SMS,
          Stream.ACTIONS_PUSH,
          Stream.ACTIONS_ADS,
          Stream.ACTIONS_WEBHOOK);

  /** 2100-01-01; a stream has no end of time. */
  private static final long LATER_THAN_ANY_WAIT = 4_102_444_800_000L;

  private Sizes() {}

  /** Without anything around the engine. */
  static List<String> plain(Trial trial, JobOptions.Engine engine) {
    List<OutputRecord> records = new ArrayList<>();
    CustomerTrial.run(
        trial.patterns(),
        engine,
        trial.customerId(),
        trial.events(),
        trial.endMillis(),
        event -> {},
        new Recorder(records));
    return texts(records);
  }

  /** In the operator, with the events in any order, and a restart when half of them are through. */
  static List<String> operator(PatternFiles files, Trial trial, JobOptions.Engine engine)
      throws Exception {
    JobOptions options = JobOptions.forHistory(files, engine).until(trial.endMillis());
    List<Event> events =
        new ArrayList<>(
            trial.events().stream()
                .filter(event -> event.timeMillis() <= trial.endMillis())
                .toList());
    long half = events.isEmpty() ? 0 : events.get(events.size() / 2).timeMillis();
    Collections.shuffle(events, new Random(events.size()));
    List<OutputRecord> records = new ArrayList<>();
    OperatorSubtaskState state;
    try (Harness harness = new Harness(new CustomerOperator(options, false))) {
      harness.open();
      for (Event event : events) {
        harness.processElement(event, event.timeMillis());
      }
      harness.processWatermark(half - 1);
      state = harness.snapshot(1, 1);
      harness.collect(records);
    }
    try (Harness harness = new Harness(new CustomerOperator(options, false))) {
      harness.initializeState(state);
      harness.open();
      harness.processWatermark(Math.min(trial.endMillis(), LATER_THAN_ANY_WAIT));
      harness.collect(records);
    }
    return texts(records);
  }

  /** In the whole job, on a cluster in this JVM, together with others. */
  static List<String> job(PatternFiles files, List<Trial> trials, JobOptions.Engine engine)
      throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setRuntimeMode(RuntimeExecutionMode.BATCH);
    env.setParallelism(2);
    List<Ingested> history =
        new ArrayList<>(
            trials.stream()
                .flatMap(trial -> trial.events().stream())
                .map(event -> (Ingested) new Ingested.Good(event))
                .toList());
    Collections.shuffle(history, new Random(history.size()));
    JobOptions options = JobOptions.forHistory(files, engine).until(trials.get(0).endMillis());
    List<OutputRecord> records = new ArrayList<>();
    try (CloseableIterator<OutputRecord> out =
        TriggerPipeline.records(
                env.fromData(history, IngestedSerializer.TYPE)
                    .assignTimestampsAndWatermarks(EventTimeStrategy.history()),
                options,
                true)
            .executeAndCollect()) {
      out.forEachRemaining(records::add);
    }
    return texts(records);
  }

  private static List<String> texts(List<OutputRecord> records) {
    return records.stream()
        .filter(record -> COMPARED.contains(record.stream()))
        .map(OutputRecord::toString)
        .sorted()
        .toList();
  }

  private static final class Harness
      extends KeyedOneInputStreamOperatorTestHarness<String, Event, OutputRecord> {
    Harness(CustomerOperator operator) throws Exception {
      super(operator, Identity::customerOf, Types.STRING, 8, 1, 0);
      setup(
          OutputRecordSerializer.TYPE.createSerializer(getExecutionConfig().getSerializerConfig()));
    }

    void collect(List<OutputRecord> records) {
      for (Object element : getOutput()) {
        if (element instanceof StreamRecord<?> record
            && record.getValue() instanceof OutputRecord output) {
          records.add(output);
        }
      }
    }
  }

  private record Recorder(List<OutputRecord> records) implements Outbox {
    @Override
    public void trigger(TriggerRecord trigger) {
      records.add(OutputRecords.of(trigger));
    }

    @Override
    public void decision(DecisionRecord decision) {
      records.add(OutputRecords.of(decision));
    }

    @Override
    public void action(ActionRecord action) {
      records.add(OutputRecords.of(action));
    }

    @Override
    public void privacy(PrivacyRecord record) {
      records.add(OutputRecords.of(record));
    }

    @Override
    public void segment(SegmentRecord segment) {
      records.add(OutputRecords.of(segment));
    }

    @Override
    public void profile(ProfileRecord profile) {
      records.add(OutputRecords.of(profile));
    }

    @Override
    public void noProfile(String customerId, long timeMillis) {
      // Profiles are not compared.
    }

    @Override
    public void count(Fate fate, long times) {
      // The job counts.
    }
  }
}
