package io.campanile.jobs.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.jobs.live.LiveConfigReader;
import io.campanile.jobs.live.Secrets;
import io.campanile.patterns.yaml.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StrimziTopicsTest {

  private static final Path CONFIG = Path.of("../k8s/base/campanile-config.yaml");
  private static final Path TOPICS = Path.of("../k8s/topics/topics.yaml");

  @Test
  void topicsThatShipAreThoseOfTheConfigurationThatShips() throws IOException {
    String topics =
        StrimziTopics.of(
            TopicPlan.of(
                new LiveConfigReader(new Problems(), new Secrets(Map.of()))
                    .read(CONFIG.toString(), Files.readString(CONFIG))
                    .orElseThrow()),
            "kafka",
            12,
            3);
    if (Boolean.getBoolean("campanile.update")) {
      Files.writeString(TOPICS, topics);
    }
    assertThat(TOPICS).content().as("rewrite it with -Dcampanile.update=true").isEqualTo(topics);
  }
}
