package io.campanile.bench.scenario;

import io.campanile.bench.contender.Campanile;
import io.campanile.bench.drive.StateKind;
import io.campanile.bench.load.CampaignSet;
import io.campanile.bench.load.EventShape;
import io.campanile.jobs.JobOptions.Engine;
import java.nio.file.Path;

/**
 * More campaigns, while each event concerns as many as before: there are as many more event names.
 *
 * @param campaigns how many there are
 */
public record ManyOthers(Engine engine, int campaigns) implements Scenario {

  private static final int CAMPAIGNS_A_NAME = 8;

  @Override
  public String id() {
    return "many-others:" + engine.name().toLowerCase(java.util.Locale.ROOT) + ":" + campaigns;
  }

  @Override
  public Outcome run(Size size, Path directory) throws Exception {
    int names = campaigns / CAMPAIGNS_A_NAME;
    return Throughput.measure(
        id(),
        new Campanile(engine, StateKind.ROCKSDB),
        CampaignSet.spread(campaigns, names),
        EventShape.uniform(size.customers(), names),
        size,
        directory);
  }
}
