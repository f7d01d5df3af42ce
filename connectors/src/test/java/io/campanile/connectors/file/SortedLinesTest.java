package io.campanile.connectors.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.campanile.connectors.output.OutputRecord;
import io.campanile.connectors.output.Stream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SortedLinesTest {

  @TempDir Path directory;

  private static OutputRecord record(long time, String id, int order, String json) {
    return new OutputRecord(
        Stream.DECISIONS, "u", id, order, time, json.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1000, 10_000_000})
  void putsTiesInOrderWhateverFitsIntoMemory(int maxTiesBytes) throws IOException {
    List<OutputRecord> records = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      records.add(record(i / 200, "id-" + i % 50, i % 2, "{\"n\":" + i % 100 + "}"));
    }
    List<String> expected =
        records.stream()
            .sorted(OutputRecord.FILE_ORDER)
            .map(record -> new String(record.json(), StandardCharsets.UTF_8))
            .toList();
    Collections.shuffle(records, new Random(7));
    records.sort(Comparator.comparingLong(OutputRecord::timeMillis));

    Path file = directory.resolve("decisions.jsonl");
    try (SortedLines lines = new SortedLines(file, maxTiesBytes)) {
      for (OutputRecord record : records) {
        lines.add(record);
      }
      assertThat(file).doesNotExist();
      lines.finish();
    }

    assertThat(Files.readAllLines(file)).isEqualTo(expected);
    try (var left = Files.list(directory)) {
      assertThat(left).containsExactly(file);
    }
  }

  @Test
  void putsADeferralBeforeWhatIsFinal() throws IOException {
    Path file = directory.resolve("decisions.jsonl");
    try (SortedLines lines = new SortedLines(file, 1000)) {
      lines.add(record(5, "a", 1, "{\"outcome\":\"cancelled\"}"));
      lines.add(record(5, "a", 0, "{\"outcome\":\"deferred\"}"));
      lines.finish();
    }
    assertThat(file)
        .content()
        .isEqualTo("{\"outcome\":\"deferred\"}\n{\"outcome\":\"cancelled\"}\n");
  }

  @Test
  void refusesToGoBackInTime() throws IOException {
    try (SortedLines lines = new SortedLines(directory.resolve("a.jsonl"), 1000)) {
      lines.add(record(5, "a", 0, "{}"));
      assertThatThrownBy(() -> lines.add(record(4, "a", 0, "{}")))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("a.jsonl")
          .hasMessageContaining("batch mode");
    }
  }

  @Test
  void leavesNothingBehindThatWasNotFinished() throws IOException {
    try (SortedLines lines = new SortedLines(directory.resolve("a.jsonl"), 1)) {
      lines.add(record(5, "a", 0, "{}"));
      lines.add(record(5, "b", 0, "{}"));
    }
    assertThat(directory).isEmptyDirectory();
  }
}
