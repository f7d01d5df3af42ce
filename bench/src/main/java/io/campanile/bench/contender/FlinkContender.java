package io.campanile.bench.contender;

import io.campanile.bench.drive.FlinkRun;
import io.campanile.bench.drive.Matches;
import io.campanile.bench.drive.Script;
import io.campanile.bench.drive.StateKind;
import io.campanile.bench.load.CampaignSet;
import java.nio.file.Path;
import java.util.Locale;

/** Everybody who runs on Flink. */
abstract class FlinkContender implements Contender {

  private final StateKind stateKind;

  FlinkContender(StateKind stateKind) {
    this.stateKind = stateKind;
  }

  abstract FlinkRun.Pipeline pipeline(CampaignSet campaigns);

  @Override
  public final String state() {
    return stateKind.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public final long play(
      CampaignSet campaigns, Script script, Matches matches, Path directory, boolean stateBytes)
      throws Exception {
    try (FlinkRun run =
        FlinkRun.start(directory, stateKind, script, matches, pipeline(campaigns))) {
      run.awaitScript();
      if (!stateBytes) {
        return 0;
      }
      run.checkpoint();
      return run.checkpointBytes();
    }
  }
}
