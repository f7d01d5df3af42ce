package io.campanile.bench.scenario;

import io.campanile.bench.contender.Contender;
import io.campanile.bench.drive.Matches;
import io.campanile.bench.load.CampaignSet;
import io.campanile.bench.load.EventLoad;
import io.campanile.bench.load.EventShape;
import io.campanile.bench.load.EventShape.Traffic;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Events a second of one engine with one set of campaigns.
 *
 * @param contender who is measured
 * @param campaigns how many there are
 * @param traffic when customers come by
 */
public record Throughput(Contender contender, int campaigns, Traffic traffic) implements Scenario {

  @Override
  public String id() {
    return traffic.idOf(id(contender.name(), contender.state(), campaigns));
  }

  /** The id of the scenario with this engine, state and number of campaigns, in visits. */
  public static String id(String name, String state, int campaigns) {
    return "throughput:" + name.replace(' ', '-') + ":" + state + ":" + campaigns;
  }

  @Override
  public Outcome run(Size size, Path directory) throws Exception {
    EventShape shape = EventShape.shop(size.customers(), traffic);
    return measure(id(), contender, CampaignSet.shop(campaigns, shape), shape, size, directory);
  }

  static Outcome measure(
      String id,
      Contender contender,
      CampaignSet campaigns,
      EventShape shape,
      Size size,
      Path directory)
      throws Exception {
    Matches matches = new Matches();
    TimedLoad script = new TimedLoad(new EventLoad(shape), matches, size.warmUp(), size.measured());
    boolean stateBytes = contender.state().equals("heap") && campaigns.specs().size() > 0;
    long bytes = contender.play(campaigns, script, matches, directory, stateBytes);
    Map<String, Double> figures = new LinkedHashMap<>(script.figures());
    if (stateBytes) {
      figures.put("stateBytesPerCustomer", bytes / (double) script.customers());
    }
    return new Outcome(id, figures, script.found());
  }
}
