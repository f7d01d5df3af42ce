package io.campanile.jobs.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.connectors.csv.CsvMapping;
import io.campanile.patterns.yaml.Problems;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mapping files: what they mean, and what is said of slips. */
class CsvMappingReaderTest {

  private final Problems problems = new Problems();

  private Optional<CsvMapping> read(String text) {
    return new CsvMappingReader(problems).read("orders.mapping.yaml", text);
  }

  private List<String> errors(String text) {
    assertThat(read(text)).isEmpty();
    return problems.errors().stream()
        .map(p -> p.line() + ":" + p.column() + ": " + p.message())
        .toList();
  }

  @Test
  void namesEveryColumnThatIsNeeded() {
    CsvMapping mapping =
        read("""
                event: Order Completed
                message-id: {columns: [shop, receipt], prefix: till-}
                user-id: customer
                timestamp: {columns: [day, time]}
                properties:
                  total: {column: amount, as: number}
                  country: {constant: GB}
                  shop: {city: town}
                  products:
                    - {product_id: article, quantity: {column: pieces, as: whole}}
                """)
            .orElseThrow();
    assertThat(mapping.columns())
        .containsExactly(
            "shop", "receipt", "customer", "day", "time", "amount", "town", "article", "pieces");
    assertThat(mapping.type()).isEqualTo("track");
    assertThat(mapping.offline()).isTrue();
    assertThat(mapping.format().hasHeader()).isTrue();
  }

  @Test
  void tellsAllSlipsAtOnceEachAtItsPlace() {
    assertThat(
            errors(
                """
                format: {delimiter: ";;", encoding: UTF-16, time: dd.MM.YYYY HH:mm b, time-zone: Europe/Belin}
                event: Order Completed
                user_id: customer
                timestamp: day
                properties:
                  total: {column: amount, as: money}
                  both: {column: a, columns: [b]}
                """))
        .containsExactly(
            "1:21: `delimiter` is `;;`, expected one character, or `tab`.",
            "1:37: Files in `UTF-16` cannot be read. Save them as UTF-8.",
            "1:51: `time` is `dd.MM.YYYY HH:mm b`, expected `iso`, `epoch-seconds`, `epoch-millis`, or letters such as `dd.MM.yyyy HH:mm`: Unknown pattern letter: b.",
            "1:82: The time zone `Europe/Belin` is not known. Did you mean `Europe/Berlin`?",
            "3:1: The key `user_id` is not known here. Did you mean `user-id`?",
            "6:31: `as` is `money`. Expected `text`, `number`, `whole`, `flag` or `time`.",
            "7:9: Expected either `column` or `columns`.");
  }

  @Test
  void asksForWhoAndWhenAndWhat() {
    assertThat(errors("type: track\n"))
        .containsExactly(
            "1:1: The key `event` is missing, expected the event's name, such as `Order Completed`, or `{column: …}`.",
            "1:1: No column says whose event it is, expected `user-id` or `anonymous-id`.",
            "1:1: The key `timestamp` is missing, expected the name of a column, or `{column: …}`.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "type: identify, event: Seen | `identify` has no name: it says something of a customer.",
        "type: identify, properties: {a: b} | What `identify` says is called `traits`.",
        "event: Sold, traits: {a: b} | What `track` says is called `properties`; traits need `type: identify`.",
        "event: Sold, format: {columns: [when, whose]} | `columns` does not name the column `who`. Expected `when` or `whose`.",
        "event: Sold, format: {decimal: '.', thousands: '.'} | `thousands` and `decimal` are the same, expected two signs."
      })
  void knowsWhatDoesNotGoTogether(String keys, String message) {
    assertThat(errors("{" + keys + ", user-id: who, timestamp: when}"))
        .singleElement()
        .asString()
        .endsWith(message);
  }

  @Test
  void refusesAFormatThatSaysNoYear() {
    assertThat(errors("{event: E, user-id: w, timestamp: t, format: {time: dd.MM.YYYY}}"))
        .singleElement()
        .asString()
        .endsWith("31.03.2026 would be written so, which says no day and year.");
  }

  @Test
  void saysThatAFileIsNotThere() {
    assertThat(new CsvMappingReader(problems).read(Path.of("nowhere.yaml"))).isEmpty();
    assertThat(problems.errors()).singleElement().asString().contains("cannot be read");
  }
}
