package io.campanile.connectors.kafka;

import io.campanile.connectors.output.OutputRecord;
import java.util.Map;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * All records to Kafka, through one sink: two transactional sinks in one chain would flood the log
 * with complaints about each other's metrics, and one transaction covers a trigger, its decision
 * and its action together.
 *
 * @param bootstrapServers {@code host:port}, separated by commas
 * @param topicPrefix put in front of every topic's name; may be empty
 * @param delivery what consumers may rely on
 * @param properties further settings of the Kafka producer, such as those for security
 */
public record OutputKafkaSink(
    String bootstrapServers,
    String topicPrefix,
    Delivery delivery,
    Map<String, String> properties) {

  /** Checks that nothing is empty. */
  public OutputKafkaSink {
    KafkaSettings.requireText("bootstrapServers", bootstrapServers);
    properties = Map.copyOf(properties);
  }

  /** The sink. */
  public KafkaSink<OutputRecord> sink() {
    KafkaSinkBuilder<OutputRecord> builder = KafkaSink.builder();
    properties.forEach(builder::setProperty);
    builder
        .setBootstrapServers(bootstrapServers)
        .setRecordSerializer(new OutputRecordSchema(topicPrefix));
    if (delivery instanceof Delivery.ExactlyOnce exactly) {
      builder
          .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
          .setTransactionalIdPrefix(exactly.transactionalIdPrefix())
          .setProperty(
              ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
              Long.toString(exactly.transactionTimeout().toMillis()));
    } else if (delivery instanceof Delivery.AtLeastOnce) {
      builder.setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE);
    }
    return builder.build();
  }

  /** Without the values of Kafka's settings, among which are secrets. */
  @Override
  public String toString() {
    return "OutputKafkaSink[bootstrapServers=%s, topicPrefix=%s, delivery=%s, properties=%s]"
        .formatted(bootstrapServers, topicPrefix, delivery, properties.keySet());
  }
}
