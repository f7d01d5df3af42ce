package io.campanile.jobs.stories;

import io.campanile.connectors.output.OutputRecord;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** What a job in this JVM writes; after a failure some of it comes again. */
final class CollectedRecords implements AutoCloseable {

  private static final Map<UUID, Queue<OutputRecord>> ALL = new ConcurrentHashMap<>();

  private final UUID id = UUID.randomUUID();

  CollectedRecords() {
    ALL.put(id, new ConcurrentLinkedQueue<>());
  }

  Sink<OutputRecord> sink() {
    return new CollectingSink(id);
  }

  List<OutputRecord> all() {
    return List.copyOf(ALL.getOrDefault(id, new ConcurrentLinkedQueue<>()));
  }

  @Override
  public void close() {
    ALL.remove(id);
  }

  private record CollectingSink(UUID id) implements Sink<OutputRecord> {
    @Override
    public SinkWriter<OutputRecord> createWriter(WriterInitContext context) {
      return new SinkWriter<>() {
        @Override
        public void write(OutputRecord record, Context unused) {
          ALL.getOrDefault(id, new ConcurrentLinkedQueue<>()).add(record);
        }

        @Override
        public void flush(boolean endOfInput) {
          // What is written is there.
        }

        @Override
        public void close() {
          // Nothing is open.
        }
      };
    }
  }
}
