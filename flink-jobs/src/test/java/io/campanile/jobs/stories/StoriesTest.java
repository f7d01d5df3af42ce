package io.campanile.jobs.stories;

import io.campanile.jobs.identity.HarnessStage;
import io.campanile.jobs.identity.PlainStage;
import org.junit.jupiter.api.Nested;

/** The stories in plain Java and by the operators, without and with restarts in the middle. */
class StoriesTest {

  @Nested
  class IdentityInPlainJava extends IdentityStories {
    @Override
    Stage stage() {
      return new PlainStage(false);
    }
  }

  @Nested
  class IdentityInPlainJavaWithRestarts extends IdentityStories {
    @Override
    Stage stage() {
      return new PlainStage(true);
    }
  }

  @Nested
  class IdentityInTheHarness extends IdentityStories {
    @Override
    Stage stage() {
      return new HarnessStage(false);
    }
  }

  @Nested
  class IdentityInTheHarnessWithARestart extends IdentityStories {
    @Override
    Stage stage() {
      return new HarnessStage(true);
    }
  }

  @Nested
  class SegmentsInPlainJava extends SegmentStories {
    @Override
    Stage stage() {
      return new PlainStage(false);
    }
  }

  @Nested
  class SegmentsInPlainJavaWithRestarts extends SegmentStories {
    @Override
    Stage stage() {
      return new PlainStage(true);
    }
  }

  @Nested
  class SegmentsInTheHarness extends SegmentStories {
    @Override
    Stage stage() {
      return new HarnessStage(false);
    }
  }

  @Nested
  class SegmentsInTheHarnessWithARestart extends SegmentStories {
    @Override
    Stage stage() {
      return new HarnessStage(true);
    }
  }
}
