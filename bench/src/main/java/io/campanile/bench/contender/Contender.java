package io.campanile.bench.contender;

import io.campanile.bench.drive.Matches;
import io.campanile.bench.drive.Script;
import io.campanile.bench.load.CampaignSet;
import java.nio.file.Path;

/** Who is measured. */
public interface Contender {

  /** The name in tables. */
  String name();

  /** Where its state is, in a word. */
  String state();

  /** The most campaigns that it is asked to follow: above, a single figure would take too long. */
  int maxCampaigns();

  /**
   * Follows the campaigns while a script feeds it.
   *
   * @param directory for its files
   * @param stateBytes whether to say how large its state is in the end
   * @return bytes of all state, or 0 where it was not asked for, or it cannot tell
   */
  long play(
      CampaignSet campaigns, Script script, Matches matches, Path directory, boolean stateBytes)
      throws Exception;
}
