package io.campanile.jobs.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.broker.EmbeddedKafka;
import io.campanile.connectors.output.Stream;
import io.campanile.jobs.live.LiveConfig;
import io.campanile.jobs.live.LiveConfigReader;
import io.campanile.jobs.live.Secrets;
import io.campanile.patterns.yaml.Problems;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real broker, which the tests share; each has topics of its own prefix. */
class TopicCheckTest {

  @TempDir private static Path directory;
  private static EmbeddedKafka kafka;

  @BeforeAll
  static void startBroker() throws Exception {
    kafka = EmbeddedKafka.start(directory);
  }

  @AfterAll
  static void stopBroker() {
    kafka.close();
  }

  private static LiveConfig config(String prefix, String source, String more) {
    Problems problems = new Problems();
    String text =
        """
        patterns: patterns
        parallelism: 4
        kafka:
          bootstrap-servers: %s
          topic-prefix: %s
        %ssources:
          - %s
        """
            .formatted(kafka.bootstrapServers(), prefix, more.indent(2), source);
    return new LiveConfigReader(problems, new Secrets(Map.of()))
        .read("campanile.yaml", text)
        .orElseThrow(() -> new AssertionError(problems.errors()));
  }

  private static void make(NewTopic... topics) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      var unused = admin.createTopics(List.of(topics)).all().get();
      List<String> names = Arrays.stream(topics).map(NewTopic::name).toList();
      // The broker says for a moment that a topic is not there which it has just made.
      while (!admin.listTopics().names().get().containsAll(names)) {
        Thread.onSpinWait();
      }
    }
  }

  private static List<String> found(LiveConfig config) {
    return TopicCheck.check(config).stream().map(Finding::toString).toList();
  }

  @Test
  void namesEveryTopicThatIsMissing() {
    List<String> found = found(config("none.", "{name: web, topics: [none.web]}", ""));

    assertThat(found).hasSize(2);
    assertThat(found.get(0)).startsWith("warning: The topic none.releases of releases does not");
    assertThat(found.get(1))
        .startsWith("These topics do not exist at `" + kafka.bootstrapServers())
        .contains("none.web, ")
        .contains("`campanile topics --config FILE --create` makes what is missing.");
    for (Stream stream : Stream.values()) {
      assertThat(found.get(1)).contains("none." + stream.topic());
    }
  }

  @Test
  void findsNothingWrongWithWhatItMadeItself() throws Exception {
    LiveConfig config = config("made.", "{name: web, topics: [made.web]}", "");

    List<String> made = TopicCreation.create(config, 4, OptionalInt.of(1));

    assertThat(made).hasSize(Stream.values().length + 3);
    assertThat(found(config)).isEmpty();
    assertThat(TopicCreation.create(config, 9, OptionalInt.empty())).isEmpty();
    assertThat(partitions("made.web", "made.actions.email", "made.dead-letters", "made.releases"))
        .isEqualTo(
            Map.of(
                "made.web", 4,
                "made.actions.email", 4,
                "made.dead-letters", 1,
                "made.releases", 1));
  }

  private static Map<String, Integer> partitions(String... names) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      return admin.describeTopics(Set.of(names)).allTopicNames().get().values().stream()
          .collect(
              Collectors.toMap(
                  TopicDescription::name, description -> description.partitions().size()));
    }
  }

  @Test
  void tellsWhatWouldLoseRecordsFromWhatIsHardlyMeant() throws Exception {
    LiveConfig config = config("odd.", "{name: web, topics: [odd.web]}", "");
    make(
        new NewTopic("odd.web", 2, (short) 1),
        new NewTopic("odd.actions.sms", 1, (short) 1).configs(Map.of("cleanup.policy", "compact")),
        new NewTopic("odd.profiles", 1, (short) 1),
        new NewTopic("odd.triggers", 1, (short) 1).configs(Map.of("max.message.bytes", "1000")));
    var unused = TopicCreation.create(config, 4, OptionalInt.empty());

    List<String> found = found(config);

    assertThat(found)
        .hasSize(5)
        .anyMatch(
            message ->
                message.startsWith(
                    "The topic odd.actions.sms has `cleanup.policy=compact`, expected `delete`"))
        .anyMatch(
            message -> message.startsWith("The topic odd.triggers has `max.message.bytes=1000`"))
        .anyMatch(message -> message.startsWith("warning: The topic odd.profiles has"))
        .anyMatch(message -> message.contains("odd.web has `message.timestamp.type=CreateTime`"))
        .anyMatch(message -> message.contains("2 partitions, fewer than `parallelism: 4`"));
  }

  @Test
  void refusesATopicThatCannotKeepReleasesInTheirOrder() throws Exception {
    LiveConfig config = config("many.", "{name: web, topics: [many.web]}", "");
    make(new NewTopic("many.releases", 3, (short) 1));
    var unused = TopicCreation.create(config, 4, OptionalInt.empty());

    assertThat(found(config))
        .hasSize(2)
        .anyMatch(message -> message.contains("of releases has 3 partitions, expected 1"))
        .anyMatch(message -> message.contains("a release would be gone when it is old"));
  }

  @Test
  void refusesAPatternThatWouldReadTheJobsOwnRecords() throws Exception {
    LiveConfig config = config("loop.", "{name: all, topic-pattern: 'loop\\..*'}", "");
    var unused = TopicCreation.create(config, 1, OptionalInt.empty());

    assertThat(found(config))
        .anyMatch(
            message ->
                message.equals(
                    "The `topic-pattern` `loop\\..*` matches loop.triggers, which the job writes: it"
                        + " would read its own records."));
  }

  @Test
  void tellsOfAPatternThatMatchesNothing() throws Exception {
    LiveConfig config = config("till.", "{name: tills, topic-pattern: 'till-.*'}", "");
    var unused = TopicCreation.create(config, 1, OptionalInt.empty());

    assertThat(found(config))
        .containsExactly(
            "warning: No topic matches the `topic-pattern` `till-.*`. One that is made later is"
                + " found within minutes.");
  }

  @Test
  void tellsOfATimeoutThatTheBrokersDoNotAllow() throws Exception {
    LiveConfig config =
        config("slow.", "{name: web, topics: [slow.web]}", "transaction-timeout: 2h");
    var unused = TopicCreation.create(config, 4, OptionalInt.empty());

    assertThat(found(config))
        .containsExactly(
            "The brokers have `transaction.max.timeout.ms=3600000`, less than"
                + " `transaction-timeout`, which is 7200000 ms.");
  }

  @Test
  void tellsOfBrokersThatAreNotThere() {
    LiveConfig config = config("x.", "{name: web, topics: [web]}", "");
    LiveConfig nowhere =
        new LiveConfigReader(new Problems(), new Secrets(Map.of()))
            .read(
                "campanile.yaml",
                """
                patterns: patterns
                kafka: {bootstrap-servers: "no-such-host.invalid:9092"}
                sources: [{name: web, topics: [web]}]
                """)
            .orElse(config);

    assertThat(found(nowhere))
        .hasSize(1)
        .allMatch(message -> message.contains("no-such-host.invalid:9092"));
  }

  @Test
  void writesThePlanForStrimziToo() {
    String yaml =
        StrimziTopics.of(
            TopicPlan.of(config("Shop_", "{name: web, topics: [web]}", "")), "kafka", 12, 3);

    assertThat(yaml)
        .contains(
            """
            ---
            apiVersion: kafka.strimzi.io/v1
            kind: KafkaTopic
            metadata:
              name: shop-actions.email
              labels:
                strimzi.io/cluster: kafka
            spec:
              topicName: Shop_actions.email
              partitions: 12
              replicas: 3
              config:
                cleanup.policy: delete
                retention.ms: 604800000
            """);
  }
}
