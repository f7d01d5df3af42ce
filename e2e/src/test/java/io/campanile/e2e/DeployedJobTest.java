package io.campanile.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.broker.EmbeddedKafka;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar that is deployed, started as the image starts it, with a real broker. */
@Tag("slow")
class DeployedJobTest {

  @TempDir private Path directory;

  @Test
  void actsOnceWhateverProcessIsKilled() throws Exception {
    FlinkHome home = FlinkHome.assembled();
    try (EmbeddedKafka kafka =
            EmbeddedKafka.start(Files.createDirectories(directory.resolve("kafka")));
        Shop shop = new Shop(kafka.bootstrapServers())) {
      Path config = shop.configuration(directory);
      assertThat(check(home, config)).as("no topic is there").isEqualTo(1);
      shop.makeTopics();
      assertThat(check(home, config)).isZero();
      try (ZooKeeperProcess zooKeeper =
              ZooKeeperProcess.start(
                  Files.createDirectories(directory.resolve("zookeeper")), home);
          FlinkCluster cluster = cluster(home, config, zooKeeper)) {
        cluster.startTaskManager();
        cluster.startTaskManager();
        cluster.startJobManager(Optional.empty());
        Patience.await("the job", () -> cluster.rest().runsWhole());
        shop.order("u-1");
        Patience.await("the first action", () -> shop.hasThanked("u-1"));

        cluster.taskManager(0).kill();
        shop.order("u-2");
        cluster.startTaskManager();
        Patience.await("an action after the task manager was killed", () -> shop.hasThanked("u-2"));

        cluster.jobManager().kill();
        cluster.startJobManager(Optional.empty());
        shop.order("u-3");
        Patience.await("an action after the job manager was killed", () -> shop.hasThanked("u-3"));
        long completed = cluster.rest().completedCheckpoints();
        Patience.await("a checkpoint", () -> cluster.rest().completedCheckpoints() > completed + 1);
        assertThat(shop.thanked()).containsExactlyInAnyOrder("u-1", "u-2", "u-3");

        String savepoint =
            cluster.rest().stopWithSavepoint(directory.resolve("savepoints"), Patience.LIMIT);
        assertThat(Path.of(URI.create(savepoint)).resolve("_metadata")).exists();
      }
    }
  }

  private FlinkCluster cluster(FlinkHome home, Path config, ZooKeeperProcess zooKeeper)
      throws Exception {
    return FlinkCluster.of(
        new FlinkCluster.Plan(
            Files.createDirectories(directory.resolve("cluster")),
            "io.campanile.jobs.start.LiveMain",
            List.of("--config", config.toString()),
            Map.copyOf(options(zooKeeper)),
            Map.of(),
            256,
            Optional.empty()),
        home);
  }

  private static Map<String, String> options(ZooKeeperProcess zooKeeper) {
    Map<String, String> options = zooKeeper.options();
    options.put("parallelism.default", "2");
    return options;
  }

  /** Runs the check as the pod does before the job manager, and returns its exit code. */
  private int check(FlinkHome home, Path config) throws Exception {
    try (JavaProcess check =
        JavaProcess.start(
            new JavaProcess.Start(
                "check",
                home.jar() + File.pathSeparator + home.classPath(),
                List.of("-Xmx128m"),
                "io.campanile.jobs.start.CheckMain",
                List.of("--config", config.toString()),
                Map.of()),
            directory.resolve("check"))) {
      return check.awaitEnd(Patience.LIMIT);
    }
  }
}
