package io.campanile.bench.scenario;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.campanile.bench.load.EventLoad;
import io.campanile.bench.load.EventShape;
import io.campanile.connectors.output.Stream;
import io.campanile.model.Event;
import io.campanile.model.WireTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Events as JSON in a topic of one partition. */
final class KafkaInput {

  static final String TOPIC = "events";

  private KafkaInput() {}

  /** Writes so many events; returns how many bytes one has on average. */
  static double write(String bootstrapServers, EventShape shape, int size) throws Exception {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("bootstrap.servers", bootstrapServers);
    try (Admin admin = Admin.create(settings)) {
      List<NewTopic> topics = new ArrayList<>();
      topics.add(topic(TOPIC));
      topics.add(topic(CopyBytes.TOPIC));
      for (Stream stream : Stream.values()) {
        topics.add(topic(stream.topic()));
      }
      // The broker makes no topic by itself.
      admin.createTopics(topics).all().get();
    }
    settings.put("linger.ms", 20);
    settings.put("batch.size", 256 * 1024);
    ObjectMapper json = new ObjectMapper();
    EventLoad load = new EventLoad(shape);
    double bytes = 0;
    int written = 0;
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      while (written < size) {
        for (Event event : load.batch()) {
          byte[] record = json.writeValueAsBytes(envelope(event));
          bytes += record.length;
          written++;
          // What fails is thrown by the flush's end, in close, as a missing record of the job.
          var unused = producer.send(new ProducerRecord<>(TOPIC, record));
        }
      }
      producer.flush();
    }
    return bytes / written;
  }

  private static NewTopic topic(String name) {
    return new NewTopic(name, 1, (short) 1);
  }

  private static Map<String, Object> envelope(Event event) {
    Map<String, Object> envelope = new LinkedHashMap<>();
    envelope.put("messageId", event.messageId());
    envelope.put("type", "track");
    envelope.put("event", event.name());
    envelope.put("userId", String.valueOf(event.userId()));
    envelope.put("timestamp", WireTime.format(event.timeMillis()));
    envelope.put("properties", event.properties());
    return envelope;
  }
}
