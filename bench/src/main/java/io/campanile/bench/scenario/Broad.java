package io.campanile.bench.scenario;

import io.campanile.bench.contender.Contender;
import io.campanile.bench.load.CampaignSet;
import io.campanile.bench.load.EventShape;
import java.nio.file.Path;

/**
 * Campaigns that are not selective: 300 pairs on twelve event names, so that each event concerns 50
 * of them and begins a dozen sequences.
 */
public record Broad(Contender contender) implements Scenario {

  private static final int CAMPAIGNS = 300;
  private static final int NAMES = 12;

  /** The id of the scenario with this engine. */
  public static String id(String name) {
    return "broad:" + name.replace(' ', '-') + ":" + CAMPAIGNS;
  }

  @Override
  public String id() {
    return id(contender.name());
  }

  @Override
  public Outcome run(Size size, Path directory) throws Exception {
    return Throughput.measure(
        id(),
        contender,
        CampaignSet.broad(CAMPAIGNS, NAMES),
        EventShape.uniform(size.customers(), NAMES),
        size,
        directory);
  }
}
