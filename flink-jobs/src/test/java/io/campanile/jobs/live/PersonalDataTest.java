package io.campanile.jobs.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.jobs.JobOptions.Engine;
import io.campanile.jobs.live.Topics.TimedLine;
import io.campanile.jobs.local.LocalCluster.RunningJob;
import io.campanile.model.WireTime;
import io.campanile.patterns.PatternDirectory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known about people stays out of logs and metrics, whatever happens to the job. */
@Tag("slow")
class PersonalDataTest {

  /** Stands in every value that a person could be known by. */
  private static final String MARK = "xq7zmark";

  private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");

  @TempDir private Path directory;

  private final Captured captured = new Captured();

  /** Everything that is logged, with the messages of what was thrown. */
  private static final class Captured extends AbstractAppender {
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    Captured() {
      super("captured", null, null, false, Property.EMPTY_ARRAY);
    }

    @Override
    public void append(LogEvent event) {
      StringBuilder line = new StringBuilder(event.getMessage().getFormattedMessage());
      for (Throwable t = event.getThrown(); t != null; t = t.getCause()) {
        line.append(' ').append(t);
      }
      lines.add(line.toString());
    }
  }

  @BeforeEach
  void listen() {
    captured.start();
    LoggerContext context = (LoggerContext) LogManager.getContext(false);
    context.getConfiguration().getRootLogger().addAppender(captured, Level.ALL, null);
    Configurator.setLevel("io.campanile", Level.ALL);
    Configurator.setRootLevel(Level.INFO);
  }

  @AfterEach
  void listenNoMore() {
    LoggerContext context = (LoggerContext) LogManager.getContext(false);
    context.getConfiguration().getRootLogger().removeAppender("captured");
    Configurator.setRootLevel(Level.ERROR);
  }

  @Test
  void staysOutOfLogsAndMetrics() throws Exception {
    List<TimedLine> history = history();
    try (LiveRun run =
        new LiveRun(directory, PatternDirectory.read(Path.of("../patterns")), Engine.CEP)) {
      RunningJob job = run.start(Optional.empty());
      run.write(history.subList(0, history.size() / 2));
      run.awaitRead();
      run.checkpoint(job);
      run.cluster().kill(0);
      run.cluster().startTaskManager();
      run.write(history.subList(history.size() / 2, history.size()));
      run.writeEnd(Histories.end(history));
      run.awaitRead();
      run.checkpoint(job);
      String unused = job.stopWithSavepoint(directory.resolve("savepoints"));

      assertThat(run.deadLetters()).as("what is broken is kept whole").hasSize(3);
      assertThat(run.records(1).toString()).as("records hold it").contains(MARK);
      Map<String, Long> counters = run.cluster().metrics().counters();
      assertThat(counters).containsKey("events_used");
      assertThat(counters.keySet()).noneMatch(name -> name.contains(MARK));
    }
    assertThat(captured.lines).hasSizeGreaterThan(100);
    assertThat(captured.lines).anyMatch(line -> line.contains("customer"));
    assertThat(captured.lines).noneMatch(line -> line.contains(MARK));
  }

  private static List<TimedLine> history() {
    List<TimedLine> lines = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      long time = NINE.toEpochMilli() + i * 60_000L;
      String who =
          "\"messageId\":\"m-%d\",\"userId\":\"u-%s-%d\",\"anonymousId\":\"d-%s-%d\",\"timestamp\":\"%s\""
              .formatted(i, MARK, i % 3, MARK, i % 4, WireTime.format(time));
      String what =
          switch (i % 5) {
            case 0 ->
                "\"type\":\"identify\",\"traits\":{\"email\":\"%1$s@shop.example\",\"phone\":\"+44 %1$s\",\"%1$s\":\"%1$s\",\"consent\":{\"email\":true,\"ads\":true}}"
                    .formatted(MARK);
            case 1 -> track("Product Added", "\"price\":50,\"product_id\":\"" + MARK + "\"");
            case 2 -> track("Email Bounced", "\"email\":\"" + MARK + "@shop.example\"");
            case 3 -> track("Customer Exported", "");
            default -> track(MARK, "\"name\":\"" + MARK + "\"");
          };
      lines.add(new TimedLine("k-" + i % 3, time, "{" + who + "," + what + "}"));
    }
    long last = NINE.toEpochMilli() + 20 * 60_000L;
    lines.add(new TimedLine("k-0", last, "{\"email\":\"" + MARK));
    lines.add(new TimedLine("k-1", last, "{\"messageId\":\"x\",\"userId\":[\"" + MARK + "\"]}"));
    lines.add(new TimedLine("k-2", last, MARK + "\u0000"));
    return lines;
  }

  private static String track(String event, String properties) {
    return "\"type\":\"track\",\"event\":\"" + event + "\",\"properties\":{" + properties + "}";
  }
}
