package io.campanile.jobs.customer;

import io.campanile.jobs.detect.CampaignIndex;
import io.campanile.jobs.detect.Detector;
import io.campanile.jobs.detect.Sequences;
import io.campanile.model.ByteReader;
import io.campanile.model.ByteWriter;
import java.io.IOException;

/**
 * How the sequences of one customer are stored, under the campaigns of one release.
 *
 * @param out where sequences that cannot go on are counted
 */
record SequencesFormat(CampaignIndex index, Detector detector, Outbox out)
    implements Part.Format<Sequences> {

  private static final int USUAL_BYTES = 512;

  @Override
  public Sequences empty() {
    return new Sequences();
  }

  @Override
  public Sequences read(byte[] stored) throws IOException {
    Sequences.Loaded loaded = Sequences.read(new ByteReader(stored), index, detector);
    out.count(Fate.RUNS_OUTDATED, loaded.outdated());
    return loaded.sequences();
  }

  @Override
  public byte[] write(Sequences value) throws IOException {
    ByteWriter bytes = new ByteWriter(USUAL_BYTES);
    value.write(bytes, detector);
    return bytes.toBytes();
  }

  @Override
  public boolean isEmpty(Sequences value) {
    return value.isEmpty();
  }

  @Override
  public long nextMillis(Sequences value) {
    return value.nextMillis();
  }
}
