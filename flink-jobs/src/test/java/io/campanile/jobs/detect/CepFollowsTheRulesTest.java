package io.campanile.jobs.detect;

import io.campanile.jobs.detect.cep.CepDetector;

class CepFollowsTheRulesTest extends RulesOfSequences {

  @Override
  Detector detector() {
    return new CepDetector();
  }
}
