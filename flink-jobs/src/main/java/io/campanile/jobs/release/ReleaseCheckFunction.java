package io.campanile.jobs.release;

import io.campanile.connectors.json.ReadRelease;
import io.campanile.model.ReleaseRecord;
import io.campanile.patterns.PatternFiles;
import io.campanile.patterns.PatternReader;
import io.campanile.patterns.Reading;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a release pass that this job can follow, with the time from which it takes effect; of any
 * other it says what is wrong, and the last good one goes on.
 */
public final class ReleaseCheckFunction extends ProcessFunction<String, byte[]> {

  /** Counts what was let pass. */
  public static final String TAKEN = "releases_taken";

  /** Counts what has a problem. */
  public static final String REFUSED = "releases_refused";

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(ReleaseCheckFunction.class);

  private transient Counter taken;
  private transient Counter refused;

  /** A check. */
  @SuppressWarnings("NullAway.Init") // Flink calls open before anything else.
  public ReleaseCheckFunction() {
    // Needs nothing.
  }

  @Override
  public void open(OpenContext context) {
    taken = getRuntimeContext().getMetricGroup().counter(TAKEN);
    refused = getRuntimeContext().getMetricGroup().counter(REFUSED);
  }

  @Override
  public void processElement(String json, Context context, Collector<byte[]> out) {
    Long fromMillis = context.timestamp();
    if (fromMillis != null && ReadRelease.of(json) instanceof ReadRelease.Good good) {
      check(good.release(), fromMillis, out);
    }
  }

  private void check(ReleaseRecord record, long fromMillis, Collector<byte[]> out) {
    PatternFiles files = new PatternFiles(new TreeMap<>(record.files()));
    Reading reading = PatternReader.read(files);
    if (reading instanceof Reading.Invalid invalid) {
      refused.inc();
      LOG.error(
          "Release {} of {} was refused, the last good one goes on: {}",
          record.releaseId(),
          record.publishedAt(),
          invalid.problems());
    } else {
      taken.inc();
      LOG.info("Release {} takes effect from {}", record.releaseId(), record.effectiveFrom());
      out.collect(
          ReleaseCodec.write(
              new Release(fromMillis, record.effectiveFrom().toEpochMilli(), files)));
    }
  }
}
