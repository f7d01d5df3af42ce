package io.campanile.jobs.topics;

import java.util.Locale;
import java.util.Map;

/** The topics as resources of Strimzi, for those who keep theirs in a repository. */
public final class StrimziTopics {

  private StrimziTopics() {}

  /**
   * One YAML document a topic.
   *
   * @param cluster name of the {@code Kafka} resource
   * @param partitions of each topic, but for those that one reader reads
   * @param replicas copies of each record
   */
  public static String of(TopicPlan plan, String cluster, int partitions, int replicas) {
    StringBuilder yaml = new StringBuilder();
    for (WantedTopic topic : plan.topics()) {
      yaml.append(
          """
          ---
          apiVersion: kafka.strimzi.io/v1
          kind: KafkaTopic
          metadata:
            name: %s
            labels:
              strimzi.io/cluster: %s
          spec:
            topicName: %s
            partitions: %d
            replicas: %d
            config:
          """
              .formatted(
                  resourceName(topic.name()),
                  cluster,
                  topic.name(),
                  topic.keptWhole() ? 1 : partitions,
                  replicas));
      for (Map.Entry<String, String> setting : topic.settings().entrySet()) {
        yaml.append("    %s: %s\n".formatted(setting.getKey(), setting.getValue()));
      }
    }
    return yaml.toString();
  }

  /** Kubernetes allows less in a name than Kafka does. */
  private static String resourceName(String topic) {
    return topic.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.-]", "-");
  }
}
