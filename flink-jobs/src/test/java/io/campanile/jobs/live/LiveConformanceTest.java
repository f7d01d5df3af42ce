package io.campanile.jobs.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.campanile.connectors.output.Stream;
import io.campanile.jobs.JobOptions.Engine;
import io.campanile.jobs.live.Topics.TimedLine;
import io.campanile.jobs.local.LocalCluster.RunningJob;
import io.campanile.patterns.PatternDirectory;
import io.campanile.patterns.PatternFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nine days of real customers, through Kafka in the order of time, with a task manager killed in
 * the middle: the live job gives what the replay gives. What it gave is left in {@code
 * target/live-conformance}, for an independent comparison.
 */
@Tag("slow")
@EnabledIfSystemProperty(named = "campanile.conformance", matches = ".+")
class LiveConformanceTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path OUT = Path.of("target/live-conformance");

  @TempDir private Path directory;

  @Test
  void losesAndRepeatsNothingOfNineDays() throws Exception {
    Path shared = Path.of(System.getProperty("campanile.conformance", ""));
    PatternFiles patterns = PatternDirectory.read(shared.resolve("conformance/patterns"));
    List<TimedLine> history = new ArrayList<>();
    history.addAll(lines(shared.resolve("data/clickstream-9-days.jsonl.gz")));
    history.addAll(lines(shared.resolve("data/clickstream-9-days-identify.jsonl.gz")));
    history.sort(Comparator.comparingLong(TimedLine::timeMillis));
    List<String> expected =
        LiveRun.replay(directory.resolve("replay"), history, patterns, Engine.CEP);
    try (LiveRun run = new LiveRun(directory, patterns, Engine.CEP)) {
      RunningJob job = run.start(Optional.empty());
      int middle = history.size() / 2;
      run.write(history.subList(0, middle));
      run.awaitRead();
      run.checkpoint(job);
      run.cluster().kill(0);
      run.cluster().startTaskManager();
      run.write(history.subList(middle, history.size()));
      run.writeEnd(Histories.end(history));
      List<String> unused = run.records(expected.size());
      String savepoint = job.stopWithSavepoint(directory.resolve("savepoints"));
      assertThat(savepoint).isNotEmpty();
      List<String> records = run.records(expected.size());
      keep(records);
      assertThat(records).isEqualTo(expected);
    }
  }

  private static void keep(List<String> records) throws IOException {
    Files.createDirectories(OUT);
    List<String> triggers = new ArrayList<>();
    List<String> decisions = new ArrayList<>();
    List<String> actions = new ArrayList<>();
    for (String record : records) {
      JsonNode json = JSON.readTree(record);
      List<String> file =
          json.has("template") ? actions : (json.has("actionId") ? decisions : triggers);
      file.add(record);
    }
    Files.write(OUT.resolve(Stream.TRIGGERS.fileName()), triggers);
    Files.write(OUT.resolve(Stream.DECISIONS.fileName()), decisions);
    Files.write(OUT.resolve(Stream.ACTIONS_EMAIL.fileName()), actions);
  }

  private static List<TimedLine> lines(Path file) throws IOException {
    List<TimedLine> lines = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        JsonNode json = JSON.readTree(line);
        long time = Instant.parse(json.get("timestamp").asText()).toEpochMilli();
        lines.add(new TimedLine(json.get("userId").asText(), time, line));
      }
    }
    return lines;
  }
}
