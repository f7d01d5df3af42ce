package io.campanile.bench.drive;

import io.campanile.model.Event;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.streaming.api.functions.source.legacy.SourceFunction;
import org.apache.flink.streaming.api.watermark.Watermark;

/**
 * Runs the script of a stage, then waits until the job is cancelled: the end of the input would let
 * all time pass at once.
 *
 * <p>The old kind of source, on purpose: what is chained to it runs inside of its calls, so that
 * the script can take the time of each.
 */
@SuppressWarnings("deprecation")
final class ScriptedSource implements SourceFunction<Event> {

  private static final long serialVersionUID = 1L;

  private final String stage;
  private transient volatile CountDownLatch cancelled = new CountDownLatch(1);

  ScriptedSource(String stage) {
    this.stage = stage;
  }

  @Override
  public void run(SourceContext<Event> context) throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    cancelled = end;
    Stage.named(stage).play(new LockedFeed(context));
    end.await();
  }

  @Override
  public void cancel() {
    CountDownLatch end = cancelled;
    if (end != null) {
      end.countDown();
    }
  }

  private record LockedFeed(SourceContext<Event> context) implements Feed {

    @Override
    public void event(Event event) {
      synchronized (context.getCheckpointLock()) {
        context.collectWithTimestamp(event, event.timeMillis());
      }
    }

    @Override
    public void watermark(long timeMillis) {
      synchronized (context.getCheckpointLock()) {
        context.emitWatermark(new Watermark(timeMillis));
      }
    }
  }
}
