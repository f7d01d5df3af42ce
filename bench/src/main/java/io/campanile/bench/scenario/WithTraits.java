package io.campanile.bench.scenario;

import io.campanile.bench.contender.Campanile;
import io.campanile.bench.drive.StateKind;
import io.campanile.bench.load.CampaignSet;
import io.campanile.bench.load.EventShape;
import io.campanile.bench.load.EventShape.Traffic;
import io.campanile.jobs.JobOptions.Engine;
import java.nio.file.Path;
import java.util.Locale;

/** Events a second beside twenty computed traits and ten segments, on RocksDB. */
public record WithTraits(Engine engine, int campaigns, Traffic traffic) implements Scenario {

  @Override
  public String id() {
    return traffic.idOf("with-traits:" + engine.name().toLowerCase(Locale.ROOT) + ":" + campaigns);
  }

  @Override
  public Outcome run(Size size, Path directory) throws Exception {
    EventShape shape = EventShape.shop(size.customers(), traffic);
    return Throughput.measure(
        id(),
        new Campanile(engine, StateKind.ROCKSDB),
        CampaignSet.shop(campaigns, shape).beside20Traits(),
        shape,
        size,
        directory);
  }
}
