package io.campanile.connectors.kafka;

import io.campanile.connectors.output.OutputRecord;
import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Output records to Kafka records: the stream's topic, the record's key, its JSON, and the headers
 * {@code type} and {@code schemaVersion}, so that a consumer can choose without parsing.
 *
 * <p>The Kafka timestamp is left to the producer, which sets the time of sending. Event time would
 * be wrong there: brokers delete by it (what a job catches up on would be gone before it is read),
 * and refuse what is ahead of their own clock. The event time is in the record.
 */
final class OutputRecordSchema implements KafkaRecordSerializationSchema<OutputRecord> {

  private static final long serialVersionUID = 1L;

  private final String topicPrefix;

  OutputRecordSchema(String topicPrefix) {
    this.topicPrefix = topicPrefix;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      OutputRecord record, @Nullable KafkaSinkContext context, @Nullable Long timestamp) {
    ProducerRecord<byte[], byte[]> message =
        new ProducerRecord<>(
            topicPrefix + record.stream().topic(),
            utf8(record.key()),
            record.isTombstone() ? null : record.json());
    message.headers().add("type", utf8(record.stream().recordType()));
    message.headers().add("schemaVersion", utf8(Integer.toString(record.stream().schemaVersion())));
    return message;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
