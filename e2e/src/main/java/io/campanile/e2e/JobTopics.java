package io.campanile.e2e;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** The topics of a job. */
public final class JobTopics {

  /** Those that it writes. */
  public static final List<String> RECORDS =
      List.of(
          "triggers",
          "decisions",
          "profiles",
          "segments",
          "dead-letters",
          "privacy",
          "actions.email",
          "actions.sms",
          "actions.push",
          "actions.ads",
          "actions.webhook");

  private JobTopics() {}

  /** A topic, of which there is one copy. */
  public static NewTopic topic(String name, int partitions) {
    return new NewTopic(name, partitions, (short) 1);
  }

  /** {@link #RECORDS} with so many partitions. */
  public static Stream<NewTopic> records(int partitions) {
    return RECORDS.stream().map(name -> topic(name, partitions));
  }

  /** Makes topics. */
  public static void make(String servers, Stream<NewTopic> topics)
      throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      var unused = admin.createTopics(topics.toList()).all().get();
    }
  }
}
