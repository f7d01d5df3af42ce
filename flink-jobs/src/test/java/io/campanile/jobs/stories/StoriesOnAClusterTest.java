package io.campanile.jobs.stories;

import io.campanile.jobs.stories.ClusterStage.Middle;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** The stories on a cluster: undisturbed, stopped with a savepoint, and with a machine killed. */
@Tag("slow")
class StoriesOnAClusterTest {

  private static final Map<Middle, ClusterStage> STAGES = new EnumMap<>(Middle.class);

  private static Stage on(Middle middle) {
    return STAGES.computeIfAbsent(
        middle,
        key -> {
          try {
            return new ClusterStage(key);
          } catch (Exception e) {
            throw new AssertionError("The cluster does not start", e);
          }
        });
  }

  @AfterAll
  static void close() throws Exception {
    for (ClusterStage stage : STAGES.values()) {
      stage.close();
    }
    STAGES.clear();
  }

  @Nested
  class Identity extends IdentityStories {
    @Override
    Stage stage() {
      return on(Middle.NOTHING);
    }
  }

  @Nested
  class IdentityWithASavepoint extends IdentityStories {
    @Override
    Stage stage() {
      return on(Middle.SAVEPOINT);
    }
  }

  @Nested
  class IdentityWithAKill extends IdentityStories {
    @Override
    Stage stage() {
      return on(Middle.KILL);
    }
  }

  @Nested
  class Segments extends SegmentStories {
    @Override
    Stage stage() {
      return on(Middle.NOTHING);
    }
  }

  @Nested
  class SegmentsWithASavepoint extends SegmentStories {
    @Override
    Stage stage() {
      return on(Middle.SAVEPOINT);
    }
  }

  @Nested
  class SegmentsWithAKill extends SegmentStories {
    @Override
    Stage stage() {
      return on(Middle.KILL);
    }
  }
}
