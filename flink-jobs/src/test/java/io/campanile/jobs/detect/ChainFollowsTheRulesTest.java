package io.campanile.jobs.detect;

import io.campanile.jobs.detect.chain.ChainDetector;

class ChainFollowsTheRulesTest extends RulesOfSequences {

  @Override
  Detector detector() {
    return new ChainDetector();
  }
}
