package io.campanile.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.connectors.kafka.release.ReleaseTopic;
import io.campanile.connectors.output.Stream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Settings with passwords may end up in a message or a log: their values must not. */
class SecretsAreNotPrintedTest {

  private static final Map<String, String> PROPERTIES =
      Map.of("sasl.jaas.config", "s3cret", "ssl.key.password", "s3cret");

  @Test
  void neitherOfSourcesNorOfSinks() {
    assertThat(
            List.of(
                new EventKafkaSource(
                    "web",
                    "localhost:9092",
                    new EventTopics.Named(List.of("events")),
                    "campanile",
                    PROPERTIES,
                    Duration.ZERO,
                    Duration.ofSeconds(1),
                    true,
                    Optional.empty()),
                new OutputKafkaSink("localhost:9092", "", new Delivery.AtLeastOnce(), PROPERTIES),
                new OutputKafkaSource(
                    "localhost:9092", "", List.of(Stream.TRIGGERS), "campanile", PROPERTIES),
                new ReleaseTopic("localhost:9092", "releases", PROPERTIES)))
        .extracting(Object::toString)
        .allSatisfy(text -> assertThat(text).contains("sasl.jaas.config").doesNotContain("s3cret"));
  }
}
