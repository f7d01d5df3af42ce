package io.campanile.bench.scenario;

import java.util.Objects;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.serialization.AbstractDeserializationSchema;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** A job that takes every record from one topic and puts it into another. */
final class CopyBytes {

  /** As Campanile's own job counts. */
  static final String EVENTS_READ = "events_read";

  /** Where the copies go. */
  static final String TOPIC = "copies";

  private CopyBytes() {}

  static void build(StreamExecutionEnvironment env, String bootstrapServers) {
    KafkaSource<byte[]> source =
        KafkaSource.<byte[]>builder()
            .setBootstrapServers(bootstrapServers)
            .setTopics(KafkaInput.TOPIC)
            .setGroupId("copy")
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setValueOnlyDeserializer(new Bytes())
            .build();
    KafkaSink<byte[]> sink =
        KafkaSink.<byte[]>builder()
            .setBootstrapServers(bootstrapServers)
            .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
            .setRecordSerializer(new Copy())
            .build();
    env.fromSource(source, WatermarkStrategy.noWatermarks(), "events")
        .map(new Count())
        .sinkTo(sink);
  }

  private static final class Bytes extends AbstractDeserializationSchema<byte[]> {
    private static final long serialVersionUID = 1L;

    @Override
    public byte[] deserialize(byte[] message) {
      return message;
    }
  }

  private static final class Copy implements KafkaRecordSerializationSchema<byte[]> {
    private static final long serialVersionUID = 1L;

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
        byte[] bytes, @Nullable KafkaSinkContext context, @Nullable Long timestamp) {
      return new ProducerRecord<>(TOPIC, bytes);
    }
  }

  private static final class Count extends RichMapFunction<byte[], byte[]> {
    private static final long serialVersionUID = 1L;

    private transient @Nullable Counter read;

    @Override
    public void open(OpenContext context) {
      read = getRuntimeContext().getMetricGroup().counter(EVENTS_READ);
    }

    @Override
    public byte[] map(byte[] bytes) {
      Objects.requireNonNull(read).inc();
      return bytes;
    }
  }
}
