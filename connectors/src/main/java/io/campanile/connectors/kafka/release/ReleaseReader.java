package io.campanile.connectors.kafka.release;

import io.campanile.connectors.json.ReadRelease;
import java.time.Instant;
import java.util.Map;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.base.source.reader.RecordEmitter;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands on what is read, and the time when everything has been. */
@SuppressWarnings("try") // That the fetcher may be interrupted while it closes is Flink's affair.
final class ReleaseReader
    extends SingleThreadMultiplexSourceReaderBase<
        TopicItem, String, ReleaseSplit, ReleaseSplit.Progress> {

  /** Counts what cannot be read. */
  static final String UNREADABLE = "releases_unreadable";

  /** Counts what takes effect later than it should have. */
  static final String LATE = "releases_late";

  ReleaseReader(ReleaseSource source, SourceReaderContext context) {
    super(
        () -> new ReleaseSplitReader(source),
        new Emitter(source.topic().name(), context.metricGroup()),
        context.getConfiguration(),
        context);
  }

  @Override
  protected void onSplitFinished(Map<String, ReleaseSplit.Progress> finished) {
    throw new IllegalStateException("The topic of releases has no end: " + finished.keySet());
  }

  @Override
  protected ReleaseSplit.Progress initializedState(ReleaseSplit split) {
    return new ReleaseSplit.Progress(split);
  }

  @Override
  protected ReleaseSplit toSplitType(String splitId, ReleaseSplit.Progress progress) {
    return progress.split();
  }

  private static final class Emitter
      implements RecordEmitter<TopicItem, String, ReleaseSplit.Progress> {

    private static final Logger LOG = LoggerFactory.getLogger(ReleaseReader.class);

    private final String topic;
    private final Counter unreadable;
    private final Counter late;

    Emitter(String topic, MetricGroup metrics) {
      this.topic = topic;
      this.unreadable = metrics.counter(UNREADABLE);
      this.late = metrics.counter(LATE);
    }

    @Override
    public void emitRecord(
        TopicItem item, SourceOutput<String> output, ReleaseSplit.Progress progress) {
      if (item instanceof TopicItem.Said said) {
        progress.nextOffset = said.offset() + 1;
        emit(said, output, progress);
      } else if (item instanceof TopicItem.ReadUpTo mark
          && mark.timeMillis() >= progress.markMillis) {
        // Equal after a restart, where the clock has not moved: it has to be said again.
        progress.markMillis = mark.timeMillis();
        output.emitWatermark(new Watermark(mark.timeMillis()));
      }
    }

    private void emit(
        TopicItem.Said said, SourceOutput<String> output, ReleaseSplit.Progress progress) {
      ReadRelease read = ReadRelease.of(said.text());
      if (read instanceof ReadRelease.Good readable) {
        Instant announced = readable.release().effectiveFrom();
        long fromMillis = announced.toEpochMilli();
        if (fromMillis <= progress.markMillis) {
          fromMillis = progress.markMillis + 1;
          late.inc();
          LOG.warn(
              "Release {} at offset {} of {} should have taken effect from {}, and became known too"
                  + " late: it does from {}",
              readable.release().releaseId(),
              said.offset(),
              topic,
              announced,
              Instant.ofEpochMilli(fromMillis));
        }
        output.collect(said.text(), fromMillis);
      } else if (read instanceof ReadRelease.Bad why) {
        unreadable.inc();
        LOG.error(
            "What stands at offset {} of {} is no release, the last one goes on: {}",
            said.offset(),
            topic,
            why.why());
      }
    }
  }
}
