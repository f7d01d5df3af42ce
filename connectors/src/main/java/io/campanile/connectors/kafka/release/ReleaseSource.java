package io.campanile.connectors.kafka.release;

import io.campanile.connectors.time.SourceClock;
import java.time.Duration;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Releases, as JSON; the time of each is the event time from which it takes effect. Its watermark
 * is true: it reads to the end of the topic, and then says that nothing which is read later takes
 * effect at or before the time at which it began to look. What nevertheless should have, takes
 * effect directly after that time, and is counted.
 *
 * <p>To be run with a parallelism of one, and without a strategy for watermarks of its own.
 *
 * @param topic where it reads
 * @param interval how long it waits between two looks
 * @param clock the clock that those who publish go by
 */
public record ReleaseSource(ReleaseTopic topic, Duration interval, SourceClock clock)
    implements Source<String, ReleaseSplit, Boolean> {

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.CONTINUOUS_UNBOUNDED;
  }

  @Override
  public SplitEnumerator<ReleaseSplit, Boolean> createEnumerator(
      SplitEnumeratorContext<ReleaseSplit> context) {
    return new ReleaseEnumerator(context, false);
  }

  @Override
  public SplitEnumerator<ReleaseSplit, Boolean> restoreEnumerator(
      SplitEnumeratorContext<ReleaseSplit> context, Boolean assigned) {
    return new ReleaseEnumerator(context, assigned);
  }

  @Override
  public SourceReader<String, ReleaseSplit> createReader(SourceReaderContext context) {
    return new ReleaseReader(this, context);
  }

  @Override
  public SimpleVersionedSerializer<ReleaseSplit> getSplitSerializer() {
    return new ReleaseSplit.Serializer();
  }

  @Override
  public SimpleVersionedSerializer<Boolean> getEnumeratorCheckpointSerializer() {
    return new ReleaseEnumerator.Serializer();
  }
}
