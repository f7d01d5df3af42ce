package io.campanile.cli.demo;

import io.campanile.cli.demo.shop.Feed;
import io.campanile.model.Channel;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** The topics of the demonstration. */
final class Topics {

  static final String TRIGGERS = "triggers";
  static final String DECISIONS = "decisions";
  static final String DEAD_LETTERS = "dead-letters";
  static final String ACTIONS_PREFIX = "actions.";

  /** Where releases are published. */
  static final String RELEASES = "releases";

  /** So that two subtasks each have something to do. */
  static final int PARTITIONS = 2;

  /** Where the shop's events go in. */
  static final List<String> EVENTS = Arrays.stream(Feed.values()).map(Topics::of).toList();

  /** What comes out. */
  static final List<String> OUTPUTS =
      Stream.concat(
              Stream.of(TRIGGERS, DECISIONS, DEAD_LETTERS),
              Arrays.stream(Channel.values()).map(channel -> ACTIONS_PREFIX + channel.wireName()))
          .toList();

  /** What comes out, too, and is not on the screen; the broker makes no topic by itself. */
  private static final List<String> UNREAD = List.of("profiles", "segments", "privacy");

  private static final int TIMEOUT_SECONDS = 30;

  private Topics() {}

  /** The topic of a feed, such as {@code events.web}. */
  static String of(Feed feed) {
    return "events." + feed.name().toLowerCase(Locale.ROOT);
  }

  /** Makes all of them on an empty broker. */
  static void create(String bootstrapServers) throws IOException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      List<NewTopic> topics =
          Stream.of(EVENTS, OUTPUTS, UNREAD)
              .flatMap(List::stream)
              .map(name -> new NewTopic(name, Optional.of(PARTITIONS), Optional.empty()))
              .toList();
      admin.createTopics(topics).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("The broker did not make the topics: " + e.getMessage(), e);
    }
  }
}
