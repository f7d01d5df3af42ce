package io.campanile.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.e2e.FlinkCluster;
import io.campanile.e2e.Patience;
import io.campanile.e2e.fault.FaultTable.Row;
import io.campanile.e2e.fault.Ledger.Kind;
import java.io.Closeable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything that fails in production, one after the other under load: no action is lost, none
 * comes twice, and each is the one that an undisturbed replay of the same events gives.
 */
@Tag("slow")
class FaultsTest {

  private static final int WARM_UP = 20_000;
  private static final int MEASURED = 40_000;
  private static final Path TABLE = Path.of("target/faults.md");

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path directory;

  private final FaultTable table = new FaultTable();
  private final List<Closeable> open = new ArrayList<>();
  private Plant plant;
  private Traffic traffic;
  private Committed committed;
  private FlinkCluster live;

  @BeforeEach
  void start() throws Exception {
    plant = opened(new Plant(directory));
    String servers = plant.kafka().bootstrapServers();
    traffic = opened(new Traffic(servers, directory.resolve("events.jsonl"), 17));
    committed = opened(new Committed(servers, Plant.RECORDS, Plant.PARTITIONS));
    live = plant.startLive(2, Optional.empty());
  }

  @AfterEach
  void end() throws Exception {
    for (Closeable part : open) {
      part.close();
    }
  }

  private <T extends Closeable> T opened(T part) {
    open.add(0, part);
    return part;
  }

  @Test
  void nothingIsLostOrDoubledWhateverFails() throws Exception {
    plant.startDatabaseJob();
    int rate = rate();
    traffic.start(rate);
    await("the first action", System.currentTimeMillis());
    undisturbed();
    killTaskManager();
    killJobManager();
    restartWithAnotherParallelism();
    traffic.end();
    Comparison comparison = compare();
    table.tell(comparison, TABLE);
    assertThat(comparison.problems()).isEmpty();
  }

  /** Half of what the jobs take when they are given as much as there is. */
  private int rate() throws Exception {
    Patience.await("the job", () -> live.rest().runsWhole());
    Instant now = Instant.now();
    burst(WARM_UP, now.minusSeconds(300), now.minusSeconds(150));
    double seconds = burst(MEASURED, now.minusSeconds(150), now.minusSeconds(5));
    int capacity = (int) (MEASURED / seconds);
    int rate = Math.max(200, Math.min(2000, capacity / 2));
    table.note(
        "Load: %,d events/s, where %,d/s were all that this machine could take."
            .formatted(rate, capacity));
    return rate;
  }

  private double burst(int count, Instant from, Instant to) throws Exception {
    long start = System.nanoTime();
    traffic.burst(count, from, to);
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", plant.kafka().bootstrapServers()))) {
      Patience.await("all to be read", () -> readEvents(admin) >= traffic.confirmed());
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private static long readEvents(Admin admin) throws Exception {
    return admin
        .listConsumerGroupOffsets("campanile")
        .partitionsToOffsetAndMetadata()
        .get()
        .values()
        .stream()
        .mapToLong(offset -> offset == null ? 0 : offset.offset())
        .sum();
  }

  private void undisturbed() throws Exception {
    strike("none", () -> {});
    settle();
  }

  private void killTaskManager() throws Exception {
    strike("`kill -9` of a task manager", () -> live.taskManager(0).kill());
    live.startTaskManager();
    settle();
  }

  private void killJobManager() throws Exception {
    strike(
        "`kill -9` of the job manager",
        () -> {
          live.jobManager().kill();
          live.startJobManager(Optional.empty());
        });
    settle();
  }

  private void restartWithAnotherParallelism() throws Exception {
    strike(
        "full restart from a savepoint, parallelism 2 to 3",
        () -> {
          String savepoint =
              live.rest().stopWithSavepoint(directory.resolve("savepoints"), Patience.LIMIT);
          live.close();
          live = plant.startLive(3, Optional.of(savepoint));
        });
    settle();
  }

  /** What is done to the plant. */
  private interface Blow {
    void strike() throws Exception;
  }

  private void strike(String name, Blow blow) throws Exception {
    long at = System.currentTimeMillis();
    long before = traffic.confirmed();
    blow.strike();
    await("an action after the fault: " + name, at);
    long recovery = System.currentTimeMillis() - at;
    double perSecond = (traffic.confirmed() - before) * 1000.0 / recovery;
    table.add(new Row(name, at, recovery, perSecond));
  }

  private void await(String what, long afterMillis) throws Exception {
    Patience.await(what, () -> committed.latestActionMillis() > afterMillis);
  }

  /** Lets the job catch up, and run for a while, before the next fault. */
  private void settle() throws Exception {
    long at = System.currentTimeMillis() + Duration.ofSeconds(3).toMillis();
    await("the job to be where time is", at);
  }

  private Comparison compare() throws Exception {
    Commands commands = new Commands(directory.resolve("commands"));
    Path out =
        commands.replay(
            directory.resolve("events.jsonl"),
            directory.resolve("replay"),
            List.of(directory.resolve("patterns").toString()));
    Ledger expected = new Ledger();
    for (Kind kind : Kind.values()) {
      expected.enterAll(
          kind,
          out.resolve(
              switch (kind) {
                case TRIGGER -> "triggers.jsonl";
                case DECISION -> "decisions.jsonl";
                case ACTION -> "actions.jsonl";
                case SEGMENT -> "segments.jsonl";
              }));
    }
    table.note("The replay gives %,d records.".formatted(expected.size()));
    assertThat(Files.size(out.resolve("actions.jsonl"))).isPositive();
    Patience.await("all that is expected", () -> committed.ledger().size() >= expected.size());
    return Comparison.of(expected, committed.ledger());
  }
}
