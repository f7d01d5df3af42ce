package io.campanile.cli.demo;

import io.campanile.broker.EmbeddedKafka;
import io.campanile.cli.demo.shop.ShopSimulator;
import io.campanile.connectors.kafka.release.ReleaseLog;
import io.campanile.connectors.kafka.release.ReleaseTopic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/** The parts of a run: put up one after the other, shown, and taken down in the reverse order. */
final class DemoStage {

  private static final int SHOW_MILLIS = 200;

  /** From saving a file to when it takes effect, on our clock. */
  private static final Duration LEAD = Duration.ofSeconds(2);

  private static final Duration PUBLISH_PATIENCE = Duration.ofSeconds(5);

  private final DemoOptions options;
  private final DemoRun.JobStarter starter;
  private final Terminal terminal;
  private final CountDownLatch stop;
  private final Deque<AutoCloseable> putUp = new ArrayDeque<>();
  private final long startNanos = System.nanoTime();

  DemoStage(
      DemoOptions options, DemoRun.JobStarter starter, Terminal terminal, CountDownLatch stop) {
    this.options = options;
    this.starter = starter;
    this.terminal = terminal;
    this.stop = stop;
  }

  /** Everything that is watched and shown while it runs. */
  private record Parts(
      EmbeddedKafka kafka,
      DemoDatabase database,
      EmbeddedJob job,
      Feeder feeder,
      OutputReader reader,
      Tally tally,
      PatternWatch watch) {}

  void play() throws DemoFailedException {
    try (WorkingDirectory directory = new WorkingDirectory()) {
      // Before anything logs: the log's configuration reads it.
      System.setProperty("campanile.log", directory.log().toString());
      LoggerFactory.getLogger(DemoStage.class).info("Begins: {}", options);
      if (options.keep()) {
        directory.keep();
      }
      playIn(directory);
      if (directory.isKept()) {
        terminal.say("Kept " + directory.path());
      }
    } catch (DemoFailedException e) {
      throw e;
    } catch (Exception e) {
      throw new DemoFailedException("The working directory failed: " + e.getMessage(), e);
    }
  }

  private void playIn(WorkingDirectory directory) throws DemoFailedException {
    try {
      if (goesOn()) {
        show(putUp(directory));
      }
    } catch (StoppedException e) {
      // Asked to end while it was still being put up: that is an end like any other.
    } catch (Exception e) {
      if (stop.getCount() == 0) {
        // Ctrl-C reaches the broker too, which does not ignore it in its first moments.
        return;
      }
      directory.keep();
      throw new DemoFailedException(
          message(e) + "\nThe logs are kept in " + directory.path() + ".", e);
    } finally {
      takeDown();
    }
  }

  private static String message(Exception e) {
    Throwable cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }

  private Parts putUp(WorkingDirectory directory) throws Exception {
    terminal.say("Starting a Kafka broker ...");
    Path kafkaDir = Files.createDirectory(directory.path().resolve("kafka"));
    EmbeddedKafka kafka = taken(EmbeddedKafka.start(kafkaDir));
    endWhereStopped();
    Topics.create(kafka.bootstrapServers());
    terminal.say("Kafka is at " + kafka.bootstrapServers() + ". Starting the Flink job ...");
    endWhereStopped();
    Path jobDir = Files.createDirectory(directory.path().resolve("job"));
    EmbeddedJob job =
        taken(
            starter.start(
                new EmbeddedJob.Settings(
                    kafka.bootstrapServers(), Topics.EVENTS, options.patterns(), jobDir)));
    endWhereStopped();
    DemoDatabase database = taken(DemoDatabase.start(directory.path().resolve("database"), job));
    ShopSimulator shop = new ShopSimulator(options.seed(), options.customers(), DemoOptions.START);
    Tally tally = new Tally(shop::firstName);
    OutputReader reader = taken(OutputReader.start(kafka.bootstrapServers(), tally));
    Pace pace = Pace.begin(DemoOptions.START, options.speed(), System::nanoTime);
    DemoClock.follow(pace);
    Feeder feeder = taken(Feeder.start(kafka.bootstrapServers(), shop, pace));
    terminal.say(
        String.format(
            Locale.ROOT,
            "A shop with %,d customers, %,.0f times as fast as life. Ctrl-C ends everything.",
            options.customers(),
            options.speed()));
    terminal.say(
        "Save a file in " + options.patterns() + ", and it takes effect while the job runs.");
    terminal.say("");
    return new Parts(kafka, database, job, feeder, reader, tally, watch(kafka, pace));
  }

  private PatternWatch watch(EmbeddedKafka kafka, Pace pace) throws IOException {
    ReleaseLog log =
        new ReleaseLog(
            new ReleaseTopic(kafka.bootstrapServers(), Topics.RELEASES, Map.of()),
            PUBLISH_PATIENCE);
    return new PatternWatch(
        options.patterns(),
        log::publish,
        pace::nowMillis,
        (long) (LEAD.toMillis() * options.speed()));
  }

  /** What is started while the JVM ends fails in strange ways, so nothing more is. */
  private void endWhereStopped() throws StoppedException {
    if (stop.getCount() == 0) {
      throw new StoppedException();
    }
  }

  private static final class StoppedException extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private <T extends AutoCloseable> T taken(T part) {
    putUp.push(part);
    return part;
  }

  private void show(Parts parts) throws Exception {
    EventRate rate = new EventRate();
    long actions;
    do {
      failWhereSomethingEnded(parts);
      Tally.Taken taken = parts.tally().take();
      parts.watch().look().forEach(terminal::say);
      terminal.show(snapshot(parts, taken, rate), taken.news());
      actions = taken.counts().allActions();
    } while (goesOn(actions) && !stop.await(SHOW_MILLIS, TimeUnit.MILLISECONDS));
    terminal.say(
        String.format(
            Locale.ROOT,
            "Ended after %d s, with %,d actions. Taking everything down ...",
            seconds(),
            actions));
  }

  private Snapshot snapshot(Parts parts, Tally.Taken taken, EventRate rate) {
    long sent = parts.feeder().sent();
    return new Snapshot(
        parts.feeder().simulatedTime(),
        options.speed(),
        parts.job().webUi(),
        sent,
        rate.perSecond(sent, System.nanoTime()),
        parts.job().fates(),
        parts.database().status(),
        parts.job().stored(),
        taken.counts(),
        taken.latest());
  }

  private boolean goesOn(long actions) {
    boolean seenEnough = options.untilActions() > 0 && actions >= options.untilActions();
    return goesOn() && !seenEnough;
  }

  private boolean goesOn() {
    boolean timeIsUp =
        options.atMost().isPresent() && seconds() >= options.atMost().get().toSeconds();
    return stop.getCount() > 0 && !timeIsUp;
  }

  private long seconds() {
    return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startNanos);
  }

  /** Nothing of this ends by itself: what did, failed. */
  private void failWhereSomethingEnded(Parts parts) throws DemoFailedException {
    if (stop.getCount() == 0) {
      return;
    }
    if (!parts.kafka().isAlive()) {
      throw failed("The Kafka broker ended", new IllegalStateException("its process is gone"));
    }
    checkRuns("The job", parts.job().ended());
    checkRuns("The shop's feed", parts.feeder().ended());
    checkRuns("The reader of the outputs", parts.reader().ended());
  }

  private static void checkRuns(String part, CompletableFuture<Void> ended)
      throws DemoFailedException {
    if (!ended.isDone()) {
      return;
    }
    try {
      ended.join();
    } catch (CompletionException e) {
      throw failed(part + " failed", e.getCause() == null ? e : e.getCause());
    }
    throw failed(part + " ended", new IllegalStateException("nobody asked it to"));
  }

  private static DemoFailedException failed(String what, Throwable cause) {
    return new DemoFailedException(what + ": " + cause, cause);
  }

  /** Each part is taken down, also where another one resists. */
  private void takeDown() {
    DemoClock.stop();
    for (AutoCloseable part : List.copyOf(putUp)) {
      try {
        part.close();
      } catch (Exception e) {
        terminal.say("Could not end " + part.getClass().getSimpleName() + ": " + e);
      }
    }
  }
}
