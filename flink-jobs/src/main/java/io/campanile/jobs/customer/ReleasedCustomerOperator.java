package io.campanile.jobs.customer;

import io.campanile.connectors.output.OutputRecord;
import io.campanile.jobs.JobOptions;
import io.campanile.jobs.release.ReleaseCodec;
import io.campanile.model.Event;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * The customer's step where releases come while the job runs, as a second input that goes to all
 * subtasks, in the form of {@link ReleaseCodec}.
 *
 * <p>Time is what both inputs say that it is, so that it never passes a release that is not known
 * yet. Where the events are silent, releases alone move no time; and silence of the releases is no
 * leave to go on without them.
 */
public final class ReleasedCustomerOperator extends CustomerShell
    implements TwoInputStreamOperator<Event, byte[], OutputRecord> {

  private static final long serialVersionUID = 1L;

  private transient long eventsMillis;
  private transient long releasesMillis;

  /** An operator with these options. */
  public ReleasedCustomerOperator(JobOptions options) {
    super(options, false);
  }

  @Override
  public void open() throws Exception {
    eventsMillis = Long.MIN_VALUE;
    releasesMillis = Long.MIN_VALUE;
    super.open();
  }

  @Override
  public void processElement1(StreamRecord<Event> element) throws Exception {
    processElement(element);
  }

  @Override
  public void processElement2(StreamRecord<byte[]> element) throws Exception {
    add(ReleaseCodec.read(element.getValue()));
  }

  @Override
  public void processWatermark1(Watermark mark) throws Exception {
    eventsMillis = mark.getTimestamp();
    processWatermark(new Watermark(Math.min(eventsMillis, releasesMillis)));
  }

  @Override
  public void processWatermark2(Watermark mark) throws Exception {
    releasesMillis = mark.getTimestamp();
    processWatermark(new Watermark(Math.min(eventsMillis, releasesMillis)));
  }

  @Override
  protected void processWatermarkStatus(WatermarkStatus status, int input) throws Exception {
    if (input == 0) {
      processWatermarkStatus(status);
    }
  }
}
