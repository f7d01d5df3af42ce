package io.campanile.jobs;

import io.campanile.connectors.json.Ingested;
import io.campanile.connectors.output.OutputRecord;
import io.campanile.connectors.types.EventSerializer;
import io.campanile.connectors.types.OutputRecordSerializer;
import io.campanile.jobs.customer.CustomerOperator;
import io.campanile.jobs.customer.ReleasedCustomerOperator;
import io.campanile.jobs.identity.DevicesOperator;
import io.campanile.jobs.identity.Identity;
import io.campanile.jobs.identity.IdentityOperator;
import io.campanile.jobs.identity.VisitorsFunction;
import io.campanile.jobs.ingest.IngestFunction;
import io.campanile.model.Event;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The way of an event, one line a step. A function of a source: live job, replay and tests differ
 * in what they put in and where they let the records go.
 */
public final class TriggerPipeline {

  private TriggerPipeline() {}

  /**
   * From what the sources read to the records that go out.
   *
   * @param sources everything that is read, with event time and watermarks
   * @param history whether it is a bounded input in batch mode, which Flink sorts by customer and
   *     time
   */
  public static DataStream<OutputRecord> records(
      DataStream<Ingested> sources, JobOptions options, boolean history) {
    SingleOutputStreamOperator<Event> events = ingest(sources, options.end());
    DataStream<Event> ofCustomers = identity(events, options, history);
    DataStream<OutputRecord> decided = customers(ofCustomers, options, history);
    return decided.union(events.getSideOutput(IngestFunction.DEAD_LETTERS));
  }

  /**
   * The same where releases come while the job runs.
   *
   * @param releases checked ones, as {@code ReleaseCodec} writes them, each before the watermark
   *     that says that it is time
   */
  public static DataStream<OutputRecord> records(
      DataStream<Ingested> sources, DataStream<byte[]> releases, JobOptions options) {
    SingleOutputStreamOperator<Event> events = ingest(sources, options.end());
    DataStream<Event> ofCustomers = identity(events, options, false);
    DataStream<OutputRecord> decided =
        ofCustomers
            .keyBy(Identity::customerOf, Types.STRING)
            .connect(releases.broadcast())
            .transform(
                "customer", OutputRecordSerializer.TYPE, new ReleasedCustomerOperator(options))
            .uid(Uids.CUSTOMER);
    return decided.union(events.getSideOutput(IngestFunction.DEAD_LETTERS));
  }

  private static SingleOutputStreamOperator<Event> ingest(
      DataStream<Ingested> sources, long endMillis) {
    return sources
        .process(new IngestFunction(endMillis))
        .returns(EventSerializer.TYPE)
        .name("ingest")
        .uid(Uids.INGEST);
  }

  private static DataStream<Event> identity(
      DataStream<Event> events, JobOptions options, boolean history) {
    SingleOutputStreamOperator<Event> straight =
        events
            .process(new VisitorsFunction())
            .returns(EventSerializer.TYPE)
            .name("visitors")
            .uid(Uids.VISITORS);
    SingleOutputStreamOperator<Event> ofDevices =
        straight
            .getSideOutput(VisitorsFunction.DEVICES)
            .keyBy(DevicesOperator::customerOf, Types.STRING)
            .transform("devices", EventSerializer.TYPE, new DevicesOperator(options, history))
            .uid(Uids.DEVICES);
    DataStream<Event> ofVisitors =
        straight
            .getSideOutput(VisitorsFunction.VISITORS)
            .union(ofDevices)
            .keyBy(IdentityOperator::visitorOf, Types.STRING)
            .transform("identity", EventSerializer.TYPE, new IdentityOperator(options, history))
            .uid(Uids.IDENTITY);
    return straight.union(ofDevices.getSideOutput(DevicesOperator.REQUESTS), ofVisitors);
  }

  private static DataStream<OutputRecord> customers(
      DataStream<Event> events, JobOptions options, boolean history) {
    return events
        .keyBy(Identity::customerOf, Types.STRING)
        .transform("customer", OutputRecordSerializer.TYPE, new CustomerOperator(options, history))
        .uid(Uids.CUSTOMER);
  }
}
