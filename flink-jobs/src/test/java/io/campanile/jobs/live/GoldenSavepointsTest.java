package io.campanile.jobs.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.campanile.jobs.JobOptions;
import io.campanile.jobs.limit.RateLimits;
import io.campanile.jobs.live.Topics.TimedLine;
import io.campanile.jobs.local.LocalCluster.RunningJob;
import io.campanile.jobs.release.Release;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Today's job goes on from the savepoints of every release as if nothing had been: what the release
 * had sent, and what today's job sends from its savepoint, are together what today's replay of the
 * whole history gives.
 */
@Tag("slow")
class GoldenSavepointsTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

  @TempDir private Path directory;

  static List<Path> ofEveryRelease() throws IOException {
    if (!Files.isDirectory(GoldenSavepoint.ALL)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(GoldenSavepoint.ALL)) {
      return files.filter(file -> file.toString().endsWith(".zip")).sorted().toList();
    }
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("ofEveryRelease")
  void theJobGoesOn(Path file) throws Exception {
    GoldenSavepoint golden = GoldenSavepoint.read(file);
    List<String> left = new ArrayList<>(replay(golden));
    List<String> changed = new ArrayList<>();
    for (String sent : golden.sent()) {
      Optional<String> same = sameAs(sent, left);
      same.ifPresentOrElse(left::remove, () -> changed.add(sent));
    }
    assertThat(changed)
        .as("records that the release had sent, and today's replay does not give")
        .isEmpty();
    assertThat(goOn(golden, left.size())).containsExactlyInAnyOrderElementsOf(left);
  }

  private List<String> replay(GoldenSavepoint golden) throws Exception {
    List<TimedLine> history = new ArrayList<>(golden.read());
    history.addAll(golden.rest());
    history.add(Histories.end(history));
    JobOptions options =
        JobOptions.forHistory(golden.patterns(), golden.engine())
            .with(
                golden.releases().entrySet().stream()
                    .map(one -> Release.published(one.getKey().toEpochMilli(), one.getValue()))
                    .toList());
    return LiveRun.replay(directory.resolve("replay"), history, options);
  }

  /** What the job sends from the savepoint on, between topics filled as they were. */
  private List<String> goOn(GoldenSavepoint golden, int expected) throws Exception {
    List<TimedLine> history = new ArrayList<>(golden.read());
    history.addAll(golden.rest());
    try (LiveRun run = new LiveRun(directory.resolve("run"), golden.patterns(), golden.engine())) {
      // Actions that waited for their channel's rate go at once.
      run.limit(RateLimits.of(Map.of()));
      run.writeWhatWasRead(golden.read());
      for (var release : golden.releases().entrySet()) {
        run.publish(release.getValue(), release.getKey());
      }
      RunningJob job = run.start(Optional.of(golden.unpack(directory.resolve("savepoint"))));
      run.write(golden.rest());
      run.writeEnd(Histories.end(history));
      run.awaitRead();
      run.records(expected);
      // A job that does not go on says why.
      run.checkpoint(job);
      String unused = job.stopWithSavepoint(directory.resolve("savepoints"));
      return run.records(expected);
    }
  }

  /** Later releases may add fields: what was sent has to be there with all that it told. */
  private static Optional<String> sameAs(String sent, List<String> candidates) throws IOException {
    if (candidates.contains(sent)) {
      return Optional.of(sent);
    }
    Map<String, Object> told = JSON.readValue(sent, FIELDS);
    told.remove("schemaVersion");
    for (String candidate : candidates) {
      Map<String, Object> tells = JSON.readValue(candidate, FIELDS);
      if (told.entrySet().stream()
          .allMatch(field -> Objects.equals(field.getValue(), tells.get(field.getKey())))) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }
}
