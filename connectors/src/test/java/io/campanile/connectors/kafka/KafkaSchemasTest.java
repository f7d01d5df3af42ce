package io.campanile.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.campanile.connectors.json.Ingested;
import io.campanile.connectors.json.Samples;
import io.campanile.connectors.output.OutputRecord;
import io.campanile.connectors.output.OutputRecords;
import io.campanile.model.DeadLetter;
import io.campanile.model.DeadLetter.Code;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.util.InstantiationUtil;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KafkaSchemasTest {

  private static final Instant ARRIVAL = Instant.parse("2024-05-01T12:00:00Z");
  private static final String EVENT =
      """
      {"messageId":"m","type":"track","event":"E","userId":"u","timestamp":"%s"}""";

  private static List<Ingested> read(@Nullable String value, long timestamp) throws Exception {
    // A round trip first, because that is how the schema comes to a task manager.
    IngestedDeserializationSchema schema =
        InstantiationUtil.clone(new IngestedDeserializationSchema("web", Optional.empty()));
    schema.open(null);
    List<Ingested> found = new ArrayList<>();
    schema.deserialize(
        new ConsumerRecord<>(
            "events",
            3,
            17,
            timestamp,
            TimestampType.LOG_APPEND_TIME,
            -1,
            -1,
            new byte[0],
            value == null ? null : value.getBytes(StandardCharsets.UTF_8),
            new RecordHeaders(),
            Optional.empty()),
        new ListCollector<>(found));
    return found;
  }

  private static DeadLetter letter(List<Ingested> found) {
    assertThat(found).singleElement().isInstanceOf(Ingested.Bad.class);
    return ((Ingested.Bad) found.get(0)).letter();
  }

  @Test
  void readsAnEvent() throws Exception {
    assertThat(read(EVENT.formatted("2024-05-01T11:00:00Z"), ARRIVAL.toEpochMilli()))
        .singleElement()
        .isInstanceOf(Ingested.Good.class);
  }

  @Test
  void takesTheRecordsTimestampAsItsArrival() throws Exception {
    String ahead = EVENT.formatted("2024-05-01T13:00:00Z");
    DeadLetter letter = letter(read(ahead, ARRIVAL.toEpochMilli()));
    assertThat(letter.code()).isEqualTo(Code.TIME_OUT_OF_RANGE);
    assertThat(letter.arrivedAt()).isEqualTo(ARRIVAL);
    assertThat(letter.source()).isEqualTo("web");
    assertThat(letter.topic()).isEqualTo("events");
    assertThat(letter.partition()).isEqualTo(3);
    assertThat(letter.offset()).isEqualTo(17);
    assertThat(read(ahead, -1)).singleElement().isInstanceOf(Ingested.Good.class);
  }

  @Test
  void makesADeletionADeadLetter() throws Exception {
    DeadLetter letter = letter(read(null, ARRIVAL.toEpochMilli()));
    assertThat(letter.code()).isEqualTo(Code.UNREADABLE);
    assertThat(letter.rawLength()).isZero();
  }

  @Test
  void writesEachRecordToItsTopic() throws Exception {
    OutputRecordSchema schema = InstantiationUtil.clone(new OutputRecordSchema("shop."));
    Map<OutputRecord, String> topics =
        Map.of(
            OutputRecords.of(Samples.fullTrigger()), "shop.triggers",
            OutputRecords.of(Samples.fullDecision()), "shop.decisions",
            OutputRecords.of(Samples.fullAction()), "shop.actions.sms",
            OutputRecords.of(Samples.bareAction()), "shop.actions.ads",
            OutputRecords.of(Samples.fullDeadLetter()), "shop.dead-letters");
    topics.forEach(
        (record, topic) -> {
          ProducerRecord<byte[], byte[]> message = schema.serialize(record, null, 5L);
          assertThat(message.topic()).isEqualTo(topic);
          assertThat(new String(message.key(), StandardCharsets.UTF_8)).isEqualTo(record.key());
          assertThat(message.value()).isEqualTo(record.json());
          assertThat(message.timestamp()).isNull();
          assertThat(message.partition()).isNull();
        });
  }

  @Test
  void writesNoValueWhereThereIsNoProfileAnyMore() {
    ProducerRecord<byte[], byte[]> message =
        new OutputRecordSchema("").serialize(OutputRecords.noProfile("u-17", 5), null, null);
    assertThat(message.topic()).isEqualTo("profiles");
    assertThat(message.key()).asString().isEqualTo("u-17");
    assertThat(message.value()).isNull();
  }

  @Test
  void saysInTheHeadersWhatARecordIs() {
    ProducerRecord<byte[], byte[]> message =
        new OutputRecordSchema("").serialize(OutputRecords.of(Samples.fullAction()), null, null);
    assertThat(message.topic()).isEqualTo("actions.sms");
    assertThat(message.headers().lastHeader("type").value()).asString().isEqualTo("action");
    assertThat(message.headers().lastHeader("schemaVersion").value()).asString().isEqualTo("1");
  }

  @Test
  void buildsSourcesAndSinks() {
    EventKafkaSource named = source(new EventTopics.Named(List.of("events")), Duration.ZERO);
    assertThat(named.source().getBoundedness()).isEqualTo(Boundedness.CONTINUOUS_UNBOUNDED);
    assertThat(source(new EventTopics.Matching("events\\..*"), Duration.ZERO).source()).isNotNull();
    assertThat(sink(new Delivery.AtLeastOnce())).isNotNull();
    assertThat(sink(new Delivery.ExactlyOnce("campanile", Duration.ofMinutes(15)))).isNotNull();
  }

  @Test
  void refusesSettingsThatCannotWork() {
    assertThatThrownBy(() -> source(new EventTopics.Named(List.of()), Duration.ZERO))
        .hasMessageContaining("topics");
    assertThatThrownBy(() -> source(new EventTopics.Matching("("), Duration.ZERO))
        .hasMessageContaining("Unclosed group");
    assertThatThrownBy(() -> source(new EventTopics.Named(List.of("a")), Duration.ofSeconds(-1)))
        .hasMessage("lateness: found PT-1S, expected 0 or more");
    assertThatThrownBy(() -> new Delivery.ExactlyOnce(" ", Duration.ofMinutes(1)))
        .hasMessageContaining("transactionalIdPrefix");
    assertThatThrownBy(() -> new Delivery.ExactlyOnce("a", Duration.ZERO))
        .hasMessageContaining("transactionTimeout");
  }

  private static EventKafkaSource source(EventTopics topics, Duration lateness) {
    return new EventKafkaSource(
        "web",
        "localhost:9092",
        topics,
        "campanile",
        Map.of("client.rack", "a"),
        lateness,
        Duration.ofMinutes(1),
        true);
  }

  private static Object sink(Delivery delivery) {
    return new OutputKafkaSink("localhost:9092", "", delivery, Map.of("linger.ms", "5")).sink();
  }
}
