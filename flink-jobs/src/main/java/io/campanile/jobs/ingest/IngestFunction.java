package io.campanile.jobs.ingest;

import io.campanile.connectors.json.Ingested;
import io.campanile.connectors.output.OutputRecord;
import io.campanile.connectors.output.OutputRecords;
import io.campanile.connectors.types.OutputRecordSerializer;
import io.campanile.model.DeadLetter;
import io.campanile.model.Event;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Parts what the sources read: events go on, dead letters go to the side. */
public final class IngestFunction extends ProcessFunction<Ingested, Event> {

  /** Where dead letters go. */
  public static final OutputTag<OutputRecord> DEAD_LETTERS =
      new OutputTag<>("dead-letters", OutputRecordSerializer.TYPE);

  /** The counter of everything that the sources read. */
  public static final String EVENTS_READ = "events_read";

  /** The counter of dead letters. */
  public static final String EVENTS_DEAD = "events_dead";

  /** The counters of dead letters, one for each code. */
  public static final String DEAD_BY_CODE = "dead_letters";

  /** The counter of events after the end of time. */
  public static final String EVENTS_AFTER_END = "events_after_end";

  private static final long serialVersionUID = 1L;

  private final long endMillis;

  private transient Counter read;
  private transient Counter dead;
  private transient Map<DeadLetter.Code, Counter> deadByCode;
  private transient Counter afterEnd;

  /**
   * Events go on up to a time.
   *
   * @param endMillis an event after it is as if it were not there, epoch milliseconds
   */
  @SuppressWarnings("NullAway.Init") // Flink calls open before anything else.
  public IngestFunction(long endMillis) {
    this.endMillis = endMillis;
  }

  @Override
  public void open(OpenContext context) {
    read = getRuntimeContext().getMetricGroup().counter(EVENTS_READ);
    dead = getRuntimeContext().getMetricGroup().counter(EVENTS_DEAD);
    afterEnd = getRuntimeContext().getMetricGroup().counter(EVENTS_AFTER_END);
    deadByCode = new EnumMap<>(DeadLetter.Code.class);
    for (DeadLetter.Code code : DeadLetter.Code.values()) {
      deadByCode.put(
          code,
          getRuntimeContext().getMetricGroup().addGroup("code", code.name()).counter(DEAD_BY_CODE));
    }
  }

  @Override
  public void processElement(Ingested ingested, Context context, Collector<Event> out) {
    read.inc();
    if (ingested instanceof Ingested.Good good) {
      if (good.event().timeMillis() <= endMillis) {
        out.collect(good.event());
      } else {
        afterEnd.inc();
      }
    } else if (ingested instanceof Ingested.Bad bad) {
      dead.inc();
      Objects.requireNonNull(deadByCode.get(bad.letter().code())).inc();
      context.output(DEAD_LETTERS, OutputRecords.of(bad.letter()));
    }
  }
}
