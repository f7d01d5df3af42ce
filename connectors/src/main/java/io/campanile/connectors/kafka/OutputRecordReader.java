package io.campanile.connectors.kafka;

import io.campanile.connectors.output.OutputRecord;
import io.campanile.connectors.output.Stream;
import io.campanile.connectors.types.OutputRecordSerializer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Kafka records to output records, one for one; the opposite of {@link OutputRecordSchema}. */
final class OutputRecordReader implements KafkaRecordDeserializationSchema<OutputRecord> {

  private static final long serialVersionUID = 1L;
  private static final byte[] NOTHING = {};

  private final String topicPrefix;
  private transient Map<String, Stream> streams = Map.of();

  OutputRecordReader(String topicPrefix) {
    this.topicPrefix = topicPrefix;
  }

  @Override
  public void open(DeserializationSchema.@Nullable InitializationContext context) {
    streams = new HashMap<>();
    for (Stream stream : Stream.values()) {
      streams.put(topicPrefix + stream.topic(), stream);
    }
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<OutputRecord> out) {
    Stream stream = streams.get(record.topic());
    if (stream == null) {
      throw new IllegalArgumentException("No stream has the topic " + record.topic());
    }
    out.collect(
        new OutputRecord(
            stream,
            record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8),
            record.topic() + "-" + record.partition() + "-" + record.offset(),
            0,
            record.timestamp(),
            record.value() == null ? NOTHING : record.value()));
  }

  @Override
  public TypeInformation<OutputRecord> getProducedType() {
    return OutputRecordSerializer.TYPE;
  }
}
