package io.campanile.jobs.topics;

import static io.campanile.jobs.topics.WantedTopic.ARRIVAL;
import static io.campanile.jobs.topics.WantedTopic.CLEANUP;
import static io.campanile.jobs.topics.WantedTopic.COMPACT;
import static io.campanile.jobs.topics.WantedTopic.MAX_BYTES;
import static io.campanile.jobs.topics.WantedTopic.TIMESTAMPS;

import io.campanile.connectors.kafka.Delivery;
import io.campanile.jobs.live.LiveConfig;
import io.campanile.jobs.topics.Brokers.NoAnswerException;
import io.campanile.jobs.topics.WantedTopic.Use;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;

/** Asks the brokers whether a job could run with a configuration; changes nothing. */
public final class TopicCheck {

  /** What a dead letter or an export may take: 768 KiB of a record and what stands around it. */
  private static final long LARGEST_RECORD_BYTES = 1_000_000;

  private final LiveConfig config;
  private final TopicPlan plan;
  private final Brokers brokers;
  private final List<Finding> findings = new ArrayList<>();

  private TopicCheck(LiveConfig config, TopicPlan plan, Brokers brokers) {
    this.config = config;
    this.plan = plan;
    this.brokers = brokers;
  }

  /** What is found, errors and warnings; empty where all is well. */
  public static List<Finding> check(LiveConfig config) {
    try (Brokers brokers = Brokers.of(config.kafka())) {
      return new TopicCheck(config, TopicPlan.of(config), brokers).check();
    } catch (NoAnswerException e) {
      return List.of(Finding.error(String.valueOf(e.getMessage())));
    }
  }

  private List<Finding> check() throws NoAnswerException {
    Set<String> existing = brokers.answer(admin -> admin.listTopics().names());
    Map<String, WantedTopic> there = new HashMap<>();
    List<String> missing = new ArrayList<>();
    for (WantedTopic topic : plan.topics()) {
      if (existing.contains(topic.name())) {
        there.put(topic.name(), topic);
      } else if (topic.use() == Use.FOLLOW) {
        findings.add(
            Finding.warning(
                "The topic "
                    + topic.name()
                    + " of releases does not exist. `campanile topics --config FILE --create` makes"
                    + " it, as does the first `campanile publish`."));
      } else if (topic.needed()) {
        missing.add(topic.name());
      }
    }
    if (!missing.isEmpty()) {
      findings.add(Finding.error(missing(missing)));
    }
    patterns(existing, there);
    descriptions(there);
    settings(there);
    transactions();
    return List.copyOf(findings);
  }

  private String missing(List<String> names) {
    return (names.size() == 1 ? "This topic does" : "These topics do")
        + " not exist at `"
        + config.kafka().bootstrapServers()
        + "`, or may not be seen: "
        + String.join(", ", names)
        + ". `campanile topics --config FILE --create` makes what is missing.";
  }

  private void patterns(Set<String> existing, Map<String, WantedTopic> there) {
    for (String pattern : plan.patterns()) {
      Pattern compiled = Pattern.compile(pattern);
      List<String> matching =
          existing.stream().filter(name -> compiled.matcher(name).matches()).sorted().toList();
      if (matching.isEmpty()) {
        findings.add(
            Finding.warning(
                "No topic matches the `topic-pattern` `"
                    + pattern
                    + "`. One that is made later is found within minutes."));
      }
      for (String name : matching) {
        WantedTopic written = there.get(name);
        if (written != null && written.use() == Use.WRITE) {
          findings.add(
              Finding.error(
                  "The `topic-pattern` `"
                      + pattern
                      + "` matches "
                      + name
                      + ", which the job writes: it would read its own records."));
        }
      }
    }
  }

  private void descriptions(Map<String, WantedTopic> there) throws NoAnswerException {
    Map<String, TopicDescription> described =
        brokers.answer(
            admin ->
                admin
                    .describeTopics(
                        there.keySet(),
                        new DescribeTopicsOptions().includeAuthorizedOperations(true))
                    .allTopicNames());
    for (WantedTopic topic : there.values()) {
      TopicDescription description = described.get(topic.name());
      if (description != null) {
        rights(topic, description);
        partitions(topic, description.partitions().size());
      }
    }
  }

  /** Brokers without an authorizer say nothing of rights. */
  private void rights(WantedTopic topic, TopicDescription description) {
    Set<AclOperation> allowed = description.authorizedOperations();
    AclOperation needed = topic.use() == Use.WRITE ? AclOperation.WRITE : AclOperation.READ;
    if (allowed != null
        && !allowed.isEmpty()
        && !allowed.contains(needed)
        && !allowed.contains(AclOperation.ALL)) {
      findings.add(
          Finding.error(
              "The topic "
                  + topic.name()
                  + ": allowed is "
                  + new TreeSet<>(allowed)
                  + ", expected "
                  + needed
                  + "."));
    }
  }

  private void partitions(WantedTopic topic, int partitions) {
    if (topic.use() == Use.FOLLOW && partitions > 1) {
      findings.add(
          Finding.error(
              "The topic "
                  + topic.name()
                  + " of releases has "
                  + partitions
                  + " partitions, expected 1: else nobody knows their order."));
    }
    int subtasks = config.parallelism().orElse(1);
    if (topic.use() == Use.READ && !topic.keptWhole() && partitions < subtasks) {
      findings.add(
          Finding.warning(
              "The topic "
                  + topic.name()
                  + " has "
                  + partitions
                  + " partitions, fewer than `parallelism: "
                  + subtasks
                  + "`: the other subtasks read nothing of it."));
    }
  }

  private void settings(Map<String, WantedTopic> there) {
    List<ConfigResource> resources =
        there.keySet().stream()
            .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
            .toList();
    Map<ConfigResource, Config> described;
    try {
      described = brokers.answer(admin -> admin.describeConfigs(resources).all());
    } catch (NoAnswerException e) {
      findings.add(Finding.warning("The settings of the topics are not known. " + e.getMessage()));
      return;
    }
    described.forEach(
        (resource, found) -> {
          WantedTopic topic = there.get(resource.name());
          if (topic != null) {
            settings(topic, found);
          }
        });
  }

  private void settings(WantedTopic topic, Config found) {
    String cleanup = value(found, CLEANUP);
    boolean compacted = cleanup.contains(COMPACT);
    if (topic.use() == Use.WRITE && compacted && !topic.isCompacted()) {
      findings.add(
          Finding.error(
              "The topic "
                  + topic.name()
                  + " has `cleanup.policy="
                  + cleanup
                  + "`, expected `delete`: compaction keeps one record of each customer and throws"
                  + " the others away."));
    }
    if (topic.use() == Use.FOLLOW && !compacted) {
      findings.add(
          Finding.error(
              "The topic "
                  + topic.name()
                  + " has `cleanup.policy="
                  + cleanup
                  + "`, expected `compact`: a release would be gone when it is old."));
    } else if (topic.isCompacted() && !compacted) {
      findings.add(
          Finding.warning(
              "The topic "
                  + topic.name()
                  + " has `cleanup.policy="
                  + cleanup
                  + "`, expected `compact`: a customer who does not come back is not in it any"
                  + " more."));
    }
    boolean events = topic.use() == Use.READ && !topic.isCompacted();
    if (events && !value(found, TIMESTAMPS).equals(ARRIVAL)) {
      findings.add(
          Finding.warning(
              "The topic "
                  + topic.name()
                  + " has `message.timestamp.type="
                  + value(found, TIMESTAMPS)
                  + "`, expected `LogAppendTime`: a record's timestamp is taken as its arrival, and"
                  + " here the producer sets it."));
    }
    String largest = value(found, MAX_BYTES);
    if (topic.use() == Use.WRITE
        && !largest.isEmpty()
        && Long.parseLong(largest) < LARGEST_RECORD_BYTES) {
      findings.add(
          Finding.error(
              "The topic "
                  + topic.name()
                  + " has `max.message.bytes="
                  + largest
                  + "`, expected at least "
                  + LARGEST_RECORD_BYTES
                  + ": one larger record would stop the job."));
    }
  }

  private void transactions() {
    if (!(config.kafka().delivery() instanceof Delivery.ExactlyOnce exactly)) {
      return;
    }
    try {
      Collection<Node> nodes = brokers.answer(admin -> admin.describeCluster().nodes());
      List<ConfigResource> resources =
          nodes.stream()
              .limit(1)
              .map(node -> new ConfigResource(ConfigResource.Type.BROKER, node.idString()))
              .toList();
      Map<ConfigResource, Config> described =
          brokers.answer(admin -> admin.describeConfigs(resources).all());
      described.values().forEach(broker -> transactions(exactly, broker));
    } catch (NoAnswerException e) {
      findings.add(
          Finding.warning(
              "Whether the brokers allow `transaction-timeout` is not known. " + e.getMessage()));
    }
  }

  private void transactions(Delivery.ExactlyOnce exactly, Config broker) {
    String allowed = value(broker, "transaction.max.timeout.ms");
    long wanted = exactly.transactionTimeout().toMillis();
    if (!allowed.isEmpty() && Long.parseLong(allowed) < wanted) {
      findings.add(
          Finding.error(
              "The brokers have `transaction.max.timeout.ms="
                  + allowed
                  + "`, less than `transaction-timeout`, which is "
                  + wanted
                  + " ms."));
    }
  }

  private static String value(Config config, String name) {
    ConfigEntry entry = config.get(name);
    return entry == null || entry.value() == null ? "" : entry.value();
  }
}
