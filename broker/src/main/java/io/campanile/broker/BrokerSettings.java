package io.campanile.broker;

import java.nio.file.Path;
import java.util.Properties;

/** The settings of a single broker that is also its own controller. */
final class BrokerSettings {

  /** Reachable from this machine only. */
  static final String HOST = "127.0.0.1";

  private BrokerSettings() {}

  static Properties of(Path dataDir, int port, int controllerPort) {
    Properties settings = new Properties();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", "1");
    settings.put("controller.quorum.voters", "1@" + HOST + ":" + controllerPort);
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("inter.broker.listener.name", "PLAINTEXT");
    settings.put(
        "listeners",
        "PLAINTEXT://" + HOST + ":" + port + ",CONTROLLER://" + HOST + ":" + controllerPort);
    settings.put("advertised.listeners", "PLAINTEXT://" + HOST + ":" + port);
    settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("log.dirs", dataDir.resolve("logs").toString());
    settings.put("auto.create.topics.enable", "false");
    settings.put("num.partitions", "2");
    singleNode(settings);
    anyTime(settings);
    smallFootprint(settings);
    return settings;
  }

  private static void singleNode(Properties settings) {
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("offsets.topic.num.partitions", "1");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("transaction.state.log.num.partitions", "2");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("share.coordinator.state.topic.num.partitions", "1");
    // After a kill, the broker is let in again only when its former session has run out.
    settings.put("broker.session.timeout.ms", "3000");
    settings.put("broker.heartbeat.interval.ms", "500");
    settings.put("group.initial.rebalance.delay.ms", "0");
    // Flink's exactly-once sink asks for an hour by default; the broker's own default is less.
    settings.put("transaction.max.timeout.ms", "3600000");
  }

  /**
   * Records carry the time of what they tell of, which may be years ago or ahead: none is refused,
   * and none is deleted, for its time.
   */
  private static void anyTime(Properties settings) {
    settings.put("log.message.timestamp.before.max.ms", Long.toString(Long.MAX_VALUE));
    settings.put("log.message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE));
    settings.put("log.retention.ms", "-1");
  }

  private static void smallFootprint(Properties settings) {
    settings.put("log.index.size.max.bytes", "1048576");
    settings.put("log.cleaner.dedupe.buffer.size", "4194304");
    settings.put("num.network.threads", "2");
    settings.put("num.io.threads", "4");
    settings.put("background.threads", "2");
  }
}
