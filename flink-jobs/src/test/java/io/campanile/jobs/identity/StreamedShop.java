package io.campanile.jobs.identity;

import io.campanile.connectors.output.OutputRecord;
import io.campanile.connectors.types.EventSerializer;
import io.campanile.connectors.types.OutputRecordSerializer;
import io.campanile.jobs.JobOptions;
import io.campanile.jobs.JobOptions.Engine;
import io.campanile.jobs.customer.CustomerOperator;
import io.campanile.model.Event;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/** Both steps as operators, one behind the other, with events as they arrive. */
@SuppressWarnings("try") // Flink's harness may throw anything when it is closed.
final class StreamedShop implements AutoCloseable {

  private final JobOptions options = JobOptions.forHistory(Shop.PATTERNS, Engine.CEP);
  private final List<String> records = new ArrayList<>();
  private IdentityHarness identity;
  private CustomerHarness customers;

  StreamedShop() throws Exception {
    identity = new IdentityHarness(options, null);
    customers = new CustomerHarness(options, null);
  }

  IdentityHarness identity() {
    return identity;
  }

  void send(Event event) throws Exception {
    List<Event> straight = new ArrayList<>();
    List<Event> visits = new ArrayList<>();
    VisitorsFunction.part(event, straight::add, visits::add);
    for (Event visit : visits) {
      identity.processElement(visit, visit.timeMillis());
    }
    for (Event known : straight) {
      customers.processElement(known, known.timeMillis());
    }
    handOn();
  }

  void watermark(long timeMillis) throws Exception {
    identity.processWatermark(timeMillis);
    handOn();
  }

  private void handOn() throws Exception {
    for (Object element = identity.getOutput().poll();
        element != null;
        element = identity.getOutput().poll()) {
      if (element instanceof Watermark mark) {
        customers.processWatermark(mark);
      } else if (element instanceof StreamRecord<?> record
          && record.getValue() instanceof Event event) {
        customers.processElement(event, record.getTimestamp());
      }
    }
    for (Object element : customers.getOutput()) {
      if (element instanceof StreamRecord<?> record
          && record.getValue() instanceof OutputRecord output) {
        records.add(output.toString());
      }
    }
    customers.getOutput().clear();
  }

  /** Both steps are stopped and go on from their state. */
  void restart() throws Exception {
    OperatorSubtaskState ofIdentity = identity.snapshot(1, 1);
    OperatorSubtaskState ofCustomers = customers.snapshot(1, 1);
    identity.close();
    customers.close();
    identity = new IdentityHarness(options, ofIdentity);
    customers = new CustomerHarness(options, ofCustomers);
  }

  List<String> records() {
    return records.stream().sorted().toList();
  }

  @Override
  public void close() throws Exception {
    identity.close();
    customers.close();
  }

  static final class IdentityHarness
      extends KeyedOneInputStreamOperatorTestHarness<String, Event, Event> {
    IdentityHarness(JobOptions options, @Nullable OperatorSubtaskState state) throws Exception {
      super(new IdentityOperator(options, false), IdentityOperator::visitorOf, Types.STRING);
      setup(EventSerializer.TYPE.createSerializer(getExecutionConfig().getSerializerConfig()));
      if (state != null) {
        initializeState(state);
      }
      open();
    }
  }

  private static final class CustomerHarness
      extends KeyedOneInputStreamOperatorTestHarness<String, Event, OutputRecord> {
    CustomerHarness(JobOptions options, @Nullable OperatorSubtaskState state) throws Exception {
      super(new CustomerOperator(options, false), Identity::customerOf, Types.STRING);
      setup(
          OutputRecordSerializer.TYPE.createSerializer(getExecutionConfig().getSerializerConfig()));
      if (state != null) {
        initializeState(state);
      }
      open();
    }
  }
}
