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
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/** Both steps as operators, one behind the other, with events as they arrive. */
@SuppressWarnings("try") // Flink's harness may throw anything when it is closed.
final class StreamedShop implements AutoCloseable {

  private final JobOptions options;
  private final List<OutputRecord> records = new ArrayList<>();
  private DevicesHarness devices;
  private IdentityHarness identity;
  private CustomerHarness customers;

  StreamedShop() throws Exception {
    this(JobOptions.forHistory(Shop.PATTERNS, Engine.CEP));
  }

  StreamedShop(JobOptions options) throws Exception {
    this.options = options;
    devices = new DevicesHarness(options, null);
    identity = new IdentityHarness(options, null);
    customers = new CustomerHarness(options, null);
  }

  IdentityHarness identity() {
    return identity;
  }

  void send(Event event) throws Exception {
    List<Event> straight = new ArrayList<>();
    List<Event> visits = new ArrayList<>();
    List<Event> said = new ArrayList<>();
    VisitorsFunction.part(event, straight::add, visits::add, said::add);
    for (Event one : said) {
      devices.processElement(one, one.timeMillis());
    }
    for (Event visit : visits) {
      identity.processElement(visit, visit.timeMillis());
    }
    for (Event known : straight) {
      customers.processElement(known, known.timeMillis());
    }
    handOn();
  }

  void watermark(long timeMillis) throws Exception {
    devices.processWatermark(timeMillis);
    handOnDevices();
    identity.processWatermark(timeMillis);
    handOn();
  }

  private void handOnDevices() throws Exception {
    for (Object element = devices.getOutput().poll();
        element != null;
        element = devices.getOutput().poll()) {
      if (element instanceof StreamRecord<?> record && record.getValue() instanceof Event unlink) {
        identity.processElement(unlink, record.getTimestamp());
      }
    }
    ConcurrentLinkedQueue<StreamRecord<Event>> requests =
        devices.getSideOutput(DevicesOperator.REQUESTS);
    while (requests != null && !requests.isEmpty()) {
      customers.processElement(requests.poll());
    }
  }

  private void handOn() throws Exception {
    handOnDevices();
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
        records.add(output);
      }
    }
    customers.getOutput().clear();
  }

  /** Both steps are stopped and go on from their state. */
  void restart() throws Exception {
    OperatorSubtaskState ofDevices = devices.snapshot(1, 1);
    OperatorSubtaskState ofIdentity = identity.snapshot(1, 1);
    OperatorSubtaskState ofCustomers = customers.snapshot(1, 1);
    devices.close();
    identity.close();
    customers.close();
    devices = new DevicesHarness(options, ofDevices);
    identity = new IdentityHarness(options, ofIdentity);
    customers = new CustomerHarness(options, ofCustomers);
  }

  List<String> records() {
    return records.stream().map(OutputRecord::toString).sorted().toList();
  }

  /** Every record, profiles as they are now too. */
  List<OutputRecord> recordsWithProfiles() throws Exception {
    customers.getOperator().prepareSnapshotPreBarrier(1);
    handOn();
    return records;
  }

  @Override
  public void close() throws Exception {
    devices.close();
    identity.close();
    customers.close();
  }

  private static final class DevicesHarness
      extends KeyedOneInputStreamOperatorTestHarness<String, Event, Event> {
    DevicesHarness(JobOptions options, @Nullable OperatorSubtaskState state) throws Exception {
      super(new DevicesOperator(options, false), DevicesOperator::customerOf, Types.STRING);
      setup(EventSerializer.TYPE.createSerializer(getExecutionConfig().getSerializerConfig()));
      if (state != null) {
        initializeState(state);
      }
      open();
    }
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
