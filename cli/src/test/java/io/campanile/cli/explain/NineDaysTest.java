package io.campanile.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.campanile.cli.replayed.Replayed;
import io.campanile.connectors.output.Stream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every customer of a real history, where this machine has one. */
class NineDaysTest {

  @TempDir Path out;

  @Test
  void everyRecordIsToldOnce() throws Exception {
    Optional<Replayed> replayed = Replayed.nineDays(out);
    assumeThat(replayed).as("set -Dcampanile.conformance").isPresent();
    Map<String, CustomerSearch> searches = new HashMap<>();
    for (Stream stream : List.of(Stream.TRIGGERS, Stream.DECISIONS, Stream.ACTIONS_EMAIL)) {
      for (String line : replayed.orElseThrow().lines(stream.fileName())) {
        byte[] json = line.getBytes(StandardCharsets.UTF_8);
        String customer = RecordReader.customerId(RecordReader.json(json));
        searches.computeIfAbsent(customer, CustomerSearch::new).take(stream, json);
      }
    }
    assertThat(searches).isNotEmpty();
    for (CustomerSearch search : searches.values()) {
      toldOnce(search.records());
    }
  }

  private static void toldOnce(CustomerRecords records) throws IOException {
    Explanation explanation = Explanation.of(records, Optional.empty());
    List<String> lines = PlainText.of(explanation);
    assertThat(lines.stream().filter(line -> line.endsWith(" fired")))
        .hasSameSizeAs(records.triggers());
    long told =
        lines.stream()
            .filter(
                line ->
                    line.matches(".*(Sent|Not sent|Put off|Taken back|Added to the audience) .*"))
            .count();
    assertThat(told).isEqualTo(records.decisions().size());
    assertThat(lines).noneMatch(line -> line.contains("Waiting") || line.contains("null"));
    assertThat(explanation.countWaiting()).isZero();
  }
}
