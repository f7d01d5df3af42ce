package io.campanile.jobs.topics;

import io.campanile.jobs.live.LiveConfig;
import io.campanile.jobs.topics.Brokers.NoAnswerException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.kafka.clients.admin.NewTopic;

/** Makes the topics that are missing; those that are there stay as they are. */
public final class TopicCreation {

  private TopicCreation() {}

  /**
   * Makes what is missing.
   *
   * @param partitions of each topic, but for those that one reader reads
   * @param replication copies of each record; empty for the brokers' default
   * @return the names of the topics that were made, in the plan's order
   * @throws IOException when the brokers do not answer, or refuse
   */
  public static List<String> create(LiveConfig config, int partitions, OptionalInt replication)
      throws IOException {
    try (Brokers brokers = Brokers.of(config.kafka())) {
      Set<String> existing = brokers.answer(admin -> admin.listTopics().names());
      List<NewTopic> missing = new ArrayList<>();
      for (WantedTopic topic : TopicPlan.of(config).topics()) {
        if (!existing.contains(topic.name())) {
          missing.add(topic(topic, partitions, replication));
        }
      }
      var unused = brokers.answer(admin -> admin.createTopics(missing).all());
      return missing.stream().map(NewTopic::name).toList();
    } catch (NoAnswerException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static NewTopic topic(WantedTopic topic, int partitions, OptionalInt replication) {
    Optional<Short> copies =
        replication.isPresent() ? Optional.of((short) replication.getAsInt()) : Optional.empty();
    return new NewTopic(topic.name(), Optional.of(topic.keptWhole() ? 1 : partitions), copies)
        .configs(Map.copyOf(topic.settings()));
  }
}
