package io.campanile.jobs.topics;

import io.campanile.jobs.live.LiveConfig;
import io.campanile.jobs.topics.Brokers.NoAnswerException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.NewTopic;

/** Makes the topics that are missing; those that are there stay as they are. */
public final class TopicCreation {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private TopicCreation() {}

  /** Makes the topic that remembers which dead letters were sent again, where it is missing. */
  public static void createResentLetters(LiveConfig config) throws IOException {
    String name = TopicPlan.resentLetters(config);
    List<WantedTopic> wanted =
        TopicPlan.of(config).topics().stream().filter(topic -> topic.name().equals(name)).toList();
    var unused = create(config, wanted, 1, OptionalInt.empty());
  }

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
    return create(config, TopicPlan.of(config).topics(), partitions, replication);
  }

  private static List<String> create(
      LiveConfig config, List<WantedTopic> topics, int partitions, OptionalInt replication)
      throws IOException {
    try (Brokers brokers = Brokers.of(config.kafka())) {
      Set<String> existing = brokers.answer(admin -> admin.listTopics().names());
      List<NewTopic> missing = new ArrayList<>();
      for (WantedTopic topic : topics) {
        if (!existing.contains(topic.name())) {
          missing.add(topic(topic, partitions, replication));
        }
      }
      var unused = brokers.answer(admin -> admin.createTopics(missing).all());
      List<String> made = missing.stream().map(NewTopic::name).toList();
      awaitSeen(brokers, made);
      return made;
    } catch (NoAnswerException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** A broker may say for a moment that a topic is not there which another has just made. */
  private static void awaitSeen(Brokers brokers, List<String> made) throws NoAnswerException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!brokers.answer(admin -> admin.listTopics().names()).containsAll(made)
        && System.nanoTime() < deadline) {
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private static NewTopic topic(WantedTopic topic, int partitions, OptionalInt replication) {
    Optional<Short> copies =
        replication.isPresent() ? Optional.of((short) replication.getAsInt()) : Optional.empty();
    return new NewTopic(topic.name(), Optional.of(topic.keptWhole() ? 1 : partitions), copies)
        .configs(Map.copyOf(topic.settings()));
  }
}
