package io.campanile.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.e2e.FlinkCluster;
import io.campanile.e2e.JobTopics;
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
import java.util.concurrent.locks.LockSupport;
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

  private static final int WARM_UP = 10_000;
  private static final int MEASURED = 20_000;

  /** Longer than the idleness of the sources, and shorter than the silence that is allowed. */
  private static final Duration BROKER_AWAY = Duration.ofSeconds(25);

  private static final Duration CHECKPOINTS_FAIL = Duration.ofSeconds(6);
  private static final Duration DATABASE_AWAY =
      Duration.ofSeconds(Long.getLong("campanile.faults.database.seconds", 60));
  private static final Duration LAST_RECORDS = Duration.ofSeconds(60);
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Path TABLE = Path.of("target/faults.md");

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path directory;

  private final FaultTable table = new FaultTable();
  private final List<Closeable> open = new ArrayList<>();
  private final List<String> releases = new ArrayList<>();
  private long inForce;
  private Plant plant;
  private Traffic traffic;
  private Committed committed;
  private FlinkCluster live;

  @BeforeEach
  void start() throws Exception {
    plant = opened(new Plant(directory));
    releases.add(directory.resolve("patterns").toString());
    String servers = plant.kafka().bootstrapServers();
    traffic = opened(new Traffic(servers, directory.resolve("events.jsonl"), 17));
    committed = opened(new Committed(servers, JobTopics.RECORDS, Plant.PARTITIONS));
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
    restartBroker();
    loseDatabase();
    failCheckpoints();
    publishDuringFailover();
    restartWithAnotherParallelism();
    // Here is the place of an upgrade: a stop with a savepoint, and a start of another jar.
    traffic.end();
    Comparison comparison = compare();
    table.tell(comparison, TABLE);
    DatabaseRows rows = compareDatabase();
    assertThat(comparison.summary()).isEmpty();
    assertThat(rows.differences(committed)).isEmpty();
    assertThat(committed.deadLetters()).as("dead letters").isEqualTo(Nonsense.count());
  }

  /** Half of what the jobs take when they are given as much as there is. */
  private int rate() throws Exception {
    Patience.await("the job", PATIENCE, () -> live.rest().runsWhole());
    Instant now = Instant.now();
    // Not before the time to which silence has led already.
    burst(WARM_UP, now.minusSeconds(60), now.minusSeconds(35));
    double seconds = burst(MEASURED, now.minusSeconds(35), now.minusSeconds(5));
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
      Patience.await("all to be read", PATIENCE, () -> readEvents(admin) >= traffic.confirmed());
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

  private void restartBroker() throws Exception {
    strike(
        "restart of the broker, away for %d s".formatted(BROKER_AWAY.toSeconds()),
        () -> {
          plant.kafka().close();
          pause(BROKER_AWAY);
          plant.kafka().restart();
        });
    settle();
  }

  /**
   * While the database is away, which concerns its own job only, others strike the one that sends.
   */
  private void loseDatabase() throws Exception {
    long back = System.nanoTime() + DATABASE_AWAY.toNanos();
    strike(
        "PostgreSQL killed for %d s: what is sent".formatted(DATABASE_AWAY.toSeconds()),
        () -> plant.database().kill());
    stallSource();
    sendNonsense();
    pause(Duration.ofNanos(back - System.nanoTime()));
    long actions = committed.actions();
    Moment at = new Moment(traffic.confirmed());
    plant.database().restart();
    Patience.await(
        "the database to catch up", PATIENCE, () -> DatabaseRows.actions(plant) >= actions);
    add("PostgreSQL back: its rows up to date", at);
    settle();
  }

  private void stallSource() throws Exception {
    strike("a source falls silent, the other goes on", () -> traffic.silenceTills(true));
    settle();
    traffic.silenceTills(false);
    settle();
  }

  private void sendNonsense() throws Exception {
    strike("poison messages", () -> Nonsense.all().forEach(traffic::sendNonsense));
    Patience.await("the dead letters", PATIENCE, () -> committed.deadLetters() >= Nonsense.count());
    settle();
  }

  /** In place of the directory is a file, so that nothing can be written there, nor read. */
  private void failCheckpoints() throws Exception {
    Path aside = directory.resolve("checkpoints-aside");
    strike(
        "checkpoints cannot be written nor read for %d s".formatted(CHECKPOINTS_FAIL.toSeconds()),
        () -> {
          Files.move(plant.checkpoints(), aside);
          Files.writeString(plant.checkpoints(), "in the way");
          pause(CHECKPOINTS_FAIL);
          Files.delete(plant.checkpoints());
          Files.move(aside, plant.checkpoints());
        });
    settle();
  }

  private void publishDuringFailover() throws Exception {
    Path patterns = ShopPatterns.second(directory.resolve("second"));
    strike(
        "`campanile publish` while a task manager is killed",
        () -> {
          live.taskManager(1).kill();
          Instant from =
              new Commands(directory.resolve("commands")).publish(patterns, plant.config(2));
          releases.add(patterns + "@" + from);
          inForce = from.toEpochMilli();
        });
    live.startTaskManager();
    await("the release to be in force", inForce);
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

  private static void pause(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  /** What is done to the plant. */
  private interface Blow {
    void strike() throws Exception;
  }

  private void strike(String name, Blow blow) throws Exception {
    Moment at = new Moment(traffic.confirmed());
    blow.strike();
    await("an action after the fault: " + name, at.eventMillis);
    add(name, at);
  }

  private void add(String name, Moment at) {
    long recovery = Duration.ofNanos(System.nanoTime() - at.nanos).toMillis();
    double perSecond = (traffic.confirmed() - at.confirmed) * 1000.0 / recovery;
    table.add(new Row(name, at.eventMillis, recovery, perSecond));
  }

  /**
   * When something was done to the plant.
   *
   * @param eventMillis by the clock on the wall, which events go by
   * @param nanos by the clock that no one sets
   * @param confirmed how many events the brokers had taken
   */
  private record Moment(long eventMillis, long nanos, long confirmed) {
    Moment(long confirmed) {
      this(System.currentTimeMillis(), System.nanoTime(), confirmed);
    }
  }

  private void await(String what, long afterMillis) throws Exception {
    Patience.await(what, PATIENCE, () -> committed.latestActionMillis() > afterMillis);
  }

  /** Lets the job catch up, and run for a while, before the next fault. */
  private void settle() throws Exception {
    long at = System.currentTimeMillis() + Duration.ofSeconds(3).toMillis();
    await("the job to be where time is", at);
  }

  private Comparison compare() throws Exception {
    Commands commands = new Commands(directory.resolve("commands"));
    Path out =
        commands.replay(directory.resolve("events.jsonl"), directory.resolve("replay"), releases);
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
    long end = System.nanoTime() + LAST_RECORDS.toNanos();
    while (committed.ledger().size() < expected.size() && System.nanoTime() < end) {
      pause(Duration.ofMillis(300));
    }
    return Comparison.of(expected, committed.ledger());
  }

  private DatabaseRows compareDatabase() throws Exception {
    Patience.await(
        "all rows", PATIENCE, () -> DatabaseRows.of(plant).differences(committed).isEmpty());
    return DatabaseRows.of(plant);
  }
}
