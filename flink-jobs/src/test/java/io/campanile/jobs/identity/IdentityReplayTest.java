package io.campanile.jobs.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.jobs.JobOptions;
import io.campanile.jobs.JobOptions.Engine;
import io.campanile.jobs.replay.ReplayJob;
import io.campanile.model.Event;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replay in batch mode, where both steps are sorted one behind the other. */
class IdentityReplayTest {

  @TempDir private Path directory;

  @Test
  void givesWhatTheStoryGivesAndTheStreamGives() throws Exception {
    List<Event> events = Histories.twoDays(31, 1500);
    List<String> expected =
        new Shop()
            .addAll(events).records().stream()
                // A tombstone is no line of a file.
                .filter(record -> record.contains("{"))
                .map(record -> record.substring(record.indexOf('{')))
                .toList();
    Path file = directory.resolve("events.jsonl");
    Files.write(file, Histories.shuffled(events, 32).stream().map(Histories::json).toList());
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
    env.setParallelism(2);
    Path out = directory.resolve("out");
    ReplayJob.build(
        env, List.of(file), out, JobOptions.forHistory(Shop.PATTERNS, Engine.CEP).until(Shop.END));
    var unused = env.execute();
    List<String> records = new ArrayList<>();
    for (String name : List.of("triggers", "decisions", "actions", "privacy")) {
      records.addAll(Files.readAllLines(out.resolve(name + ".jsonl")));
    }
    assertThat(Files.readString(out.resolve("dead-letters.jsonl"))).isEmpty();
    assertThat(records).hasSizeGreaterThan(200).containsExactlyInAnyOrderElementsOf(expected);
  }
}
