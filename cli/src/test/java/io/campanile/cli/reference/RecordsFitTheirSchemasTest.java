package io.campanile.cli.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.campanile.cli.replayed.Replayed;
import io.campanile.connectors.output.Stream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each line that the job writes is what its schema says. */
class RecordsFitTheirSchemasTest {

  private static final List<Stream> STREAMS =
      List.of(Stream.TRIGGERS, Stream.DECISIONS, Stream.ACTIONS_EMAIL, Stream.DEAD_LETTERS);

  @TempDir Path out;

  @Test
  void inTheShop() throws Exception {
    Replayed shop = Replayed.shop();
    fit(shop);
    for (Stream stream : STREAMS) {
      assertThat(shop.lines(stream.fileName())).as(stream.fileName()).isNotEmpty();
    }
  }

  @Test
  void inNineDaysOfAMarketplace() throws Exception {
    Optional<Replayed> replayed = Replayed.nineDays(out);
    assumeThat(replayed).as("set -Dcampanile.conformance").isPresent();
    fit(replayed.orElseThrow());
  }

  @Test
  void andSoDoTheEventsOfTheShop() throws IOException {
    Schemas.Validator schema = Schemas.of("event-in");
    List<String> wrong =
        Files.readAllLines(Replayed.shopEvents()).stream()
            .filter(line -> !schema.faults(line).isEmpty())
            .toList();
    // The one that ends as a dead letter.
    assertThat(wrong).singleElement().asString().contains("\"x-1\"");
  }

  private static void fit(Replayed replayed) throws IOException {
    for (Stream stream : STREAMS) {
      Schemas.Validator schema = Schemas.of(stream);
      for (String line : replayed.lines(stream.fileName())) {
        assertThat(schema.faults(line)).as(line).isEmpty();
      }
    }
  }
}
