package io.campanile.connectors.kafka;

import io.campanile.connectors.csv.CsvEventReader;
import io.campanile.connectors.csv.CsvMapping;
import io.campanile.connectors.json.EventReader;
import io.campanile.connectors.json.Ingested;
import io.campanile.connectors.json.RawRecord;
import io.campanile.connectors.types.IngestedSerializer;
import java.util.Optional;
import java.util.function.Function;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Kafka records to events and dead letters, one for one. The record's timestamp is its arrival:
 * stored with it, so that reading the topic again gives the same events, which the wall clock would
 * not. A record without a timestamp (from before Kafka had them) is taken like history.
 */
final class IngestedDeserializationSchema implements KafkaRecordDeserializationSchema<Ingested> {

  private static final long serialVersionUID = 1L;
  private static final byte[] NOTHING = {};

  private final String source;
  private final @Nullable CsvMapping mapping;
  private transient Function<RawRecord, Ingested> reader;

  /**
   * A schema.
   *
   * @param mapping what columns mean where records are rows of CSV; empty for JSON
   */
  IngestedDeserializationSchema(String source, Optional<CsvMapping> mapping) {
    this.source = source;
    this.mapping = mapping.orElse(null);
    this.reader = reader();
  }

  private Function<RawRecord, Ingested> reader() {
    return mapping == null
        ? new EventReader()::read
        : new CsvEventReader(mapping, EventReader.LATEST_HISTORY)::read;
  }

  @Override
  public void open(DeserializationSchema.@Nullable InitializationContext context) {
    reader = reader();
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Ingested> out) {
    // A record without a value marks a deletion; it is no event, and says so as a dead letter.
    byte[] bytes = record.value() == null ? NOTHING : record.value();
    long arrivedAtMillis = record.timestamp() < 0 ? RawRecord.NO_ARRIVAL : record.timestamp();
    out.collect(
        reader.apply(
            new RawRecord(
                bytes,
                bytes.length,
                source,
                record.topic(),
                record.partition(),
                record.offset(),
                arrivedAtMillis)));
  }

  @Override
  public TypeInformation<Ingested> getProducedType() {
    return IngestedSerializer.TYPE;
  }
}
