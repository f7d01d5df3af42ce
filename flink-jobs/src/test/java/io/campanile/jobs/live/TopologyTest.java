package io.campanile.jobs.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.connectors.database.DatabaseSettings;
import io.campanile.database.EmbeddedDatabase;
import io.campanile.jobs.JobOptions.Engine;
import io.campanile.jobs.limit.RateLimit;
import io.campanile.jobs.limit.RateLimits;
import io.campanile.jobs.local.LocalCluster.RunningJob;
import io.campanile.model.Channel;
import io.campanile.patterns.PatternDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.runtime.OperatorIDPair;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a savepoint finds again in the jobs, held against what it found before. */
@Tag("slow")
class TopologyTest {

  private static final Path GOLDEN = Path.of("src/test/resources/topology.golden");

  /** No job has so many of its own accord: what differs is fixed by the code. */
  private static final int SUBTASKS = 7;

  private static final String HEAD =
      """
      # The operators of both jobs, and what a real savepoint of each holds, by TopologyTest.
      # A savepoint is read by these uids, state names and serializers: docs/ops/upgrade.md.
      """;

  @TempDir private Path directory;

  @Test
  void isThatOfEarlierSavepoints() throws Exception {
    String now = topology();
    if (Boolean.getBoolean("campanile.update")) {
      Files.writeString(GOLDEN, now);
    }
    assertThat(now)
        .as(
            """
            The topology is not that of %s. For whoever upgrades, a line less is state that Flink \
            refuses to drop, a changed uid or state name is state that is lost, and a changed \
            serializer a savepoint that may not be restored: see docs/ops/upgrade.md. Only where \
            that is wanted, and CHANGELOG.md tells it, rewrite the file with -Dcampanile.update=true""",
            GOLDEN)
        .isEqualTo(Files.readString(GOLDEN));
  }

  private String topology() throws Exception {
    try (EmbeddedDatabase tables = EmbeddedDatabase.start(directory.resolve("database"));
        LiveRun run =
            new LiveRun(directory, PatternDirectory.read(Path.of("../patterns")), Engine.CEP)) {
      DatabaseSettings settings =
          DatabaseSettings.of(tables.url(), EmbeddedDatabase.NAME, EmbeddedDatabase.NAME);
      run.limit(RateLimits.of(Map.of(Channel.SMS, new RateLimit(1, Duration.ofHours(1)))));
      RunningJob live = run.start(Optional.empty());
      RunningJob database = run.startDatabaseJob(settings);
      run.write(Histories.threeDays(1, 5));
      run.awaitRead();
      run.checkpoint(live);
      run.checkpoint(database);
      Path savepoints = directory.resolve("savepoints");
      return HEAD
          + describe(
              run.liveJob(Optional.empty(), SUBTASKS),
              SavepointView.of(live.stopWithSavepoint(savepoints)))
          + describe(
              run.databaseJob(settings, SUBTASKS),
              SavepointView.of(database.stopWithSavepoint(savepoints)));
    }
  }

  private static String describe(StreamExecutionEnvironment env, SavepointView savepoint)
      throws IOException {
    StreamGraph graph = env.getStreamGraph();
    StringBuilder text = new StringBuilder("\njob " + graph.getJobName() + "\n");
    Map<String, String> ids = operatorIds(graph);
    List<String> known = new ArrayList<>();
    List<StreamNode> nodes =
        graph.getStreamNodes().stream()
            .sorted(Comparator.comparing(node -> uid(node) + node.getOperatorName()))
            .toList();
    for (StreamNode node : nodes) {
      String id = ids.getOrDefault(uid(node), "");
      known.add(id);
      text.append("  uid ").append(uid(node)).append(", id ").append(id);
      text.append(", name ").append(node.getOperatorName()).append(parallelism(node)).append('\n');
      savepoint.states(id).forEach(state -> text.append("    ").append(state).append('\n'));
    }
    assertThat(known).containsAll(savepoint.operators());
    return text.toString();
  }

  /** The operators' ids in savepoints, by uid. */
  private static Map<String, String> operatorIds(StreamGraph graph) {
    Map<String, String> ids = new HashMap<>();
    for (JobVertex vertex : graph.getJobGraph().getVertices()) {
      for (OperatorIDPair pair : vertex.getOperatorIDs()) {
        ids.put(
            String.valueOf(pair.getUserDefinedOperatorUid()),
            pair.getGeneratedOperatorID().toHexString());
      }
    }
    return ids;
  }

  private static String uid(StreamNode node) {
    return String.valueOf(node.getTransformationUID());
  }

  private static String parallelism(StreamNode node) {
    return (node.getParallelism() == SUBTASKS ? "" : ", parallelism " + node.getParallelism())
        + (node.getMaxParallelism() == -1 ? "" : ", at most " + node.getMaxParallelism());
  }
}
