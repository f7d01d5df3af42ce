package io.campanile.connectors.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.connectors.json.EventReader;
import io.campanile.connectors.json.Ingested;
import io.campanile.connectors.json.RawRecord;
import io.campanile.model.DeadLetter;
import io.campanile.model.Event;
import io.campanile.model.EventContext;
import io.campanile.model.EventType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of CSV as events: what they become, and what a bad one costs. */
class CsvFileTest {

  private static final String HEADER = "receipt;customer;when;amount;note\n";
  private static final CsvFormat GERMAN =
      new CsvFormat(';', '"', "UTF-8", List.of(), Set.of("NULL"));
  private static final CsvType.Time WHEN = new CsvType.Time("dd.MM.yyyy HH:mm", "Europe/Berlin");
  private static final CsvType.Amount AMOUNT = new CsvType.Amount(',', ".");

  private static CsvValue cell(String column, CsvType type) {
    return new CsvValue.Cell(List.of(column), "", "", Map.of(), type);
  }

  private static CsvMapping orders(CsvFormat format) {
    Map<String, CsvValue> properties = new LinkedHashMap<>();
    properties.put("total", cell("amount", AMOUNT));
    properties.put("note", cell("note", new CsvType.Text()));
    properties.put("currency", new CsvValue.Constant("EUR"));
    return new CsvMapping(
        format,
        "track",
        Optional.of(new CsvValue.Constant("Order Completed")),
        Optional.of(
            new CsvValue.Cell(List.of("receipt"), "", "till-", Map.of(), new CsvType.Text())),
        Optional.of(cell("customer", new CsvType.Text())),
        Optional.empty(),
        cell("when", WHEN),
        new CsvValue.Fields(properties),
        true);
  }

  private static List<Ingested> read(CsvMapping mapping, byte[] file) {
    String[] lines = new String(file, StandardCharsets.ISO_8859_1).split("\r?\n", -1);
    List<CsvFile.Line> all = new ArrayList<>();
    for (int i = 0; i < lines.length; i++) {
      byte[] bytes = lines[i].getBytes(StandardCharsets.ISO_8859_1);
      all.add(new CsvFile.Line(bytes, bytes.length, i));
    }
    var iterator = all.iterator();
    CsvFile rows =
        new CsvFile(
            mapping,
            new CsvEventReader(mapping, EventReader.LATEST_HISTORY),
            () -> iterator.hasNext() ? iterator.next() : null,
            (bytes, length, line) ->
                new RawRecord(bytes, length, "s", "f", 0, line, RawRecord.NO_ARRIVAL));
    List<Ingested> read = new ArrayList<>();
    try {
      for (Ingested next = rows.next(); next != null; next = rows.next()) {
        read.add(next);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return read;
  }

  private static List<Ingested> read(String rows) {
    return read(orders(GERMAN), (HEADER + rows).getBytes(StandardCharsets.UTF_8));
  }

  private static Event event(Ingested ingested) {
    assertThat(ingested).isInstanceOf(Ingested.Good.class);
    return ((Ingested.Good) ingested).event();
  }

  private static DeadLetter letter(Ingested ingested) {
    assertThat(ingested).isInstanceOf(Ingested.Bad.class);
    return ((Ingested.Bad) ingested).letter();
  }

  @Test
  void aRowIsAnEvent() {
    Event event = event(read("17;u-1;31.03.2026 18:05;1.234,50;\"a \"\"b\"\"; c\"\n").get(0));

    assertThat(event.messageId()).isEqualTo("till-17");
    assertThat(event.type()).isEqualTo(EventType.TRACK);
    assertThat(event.name()).isEqualTo("Order Completed");
    assertThat(event.userId()).isEqualTo("u-1");
    assertThat(Instant.ofEpochMilli(event.timeMillis())).isEqualTo("2026-03-31T16:05:00Z");
    assertThat(event.properties())
        .isEqualTo(Map.of("total", 1234.5, "note", "a \"b\"; c", "currency", "EUR"));
    assertThat(EventContext.isOffline(event)).isTrue();
  }

  @Test
  void whatIsEmptyIsNotThere() {
    Event event = event(read("17;u-1;31.03.2026 18:05;NULL; \n").get(0));
    assertThat(event.properties()).isEqualTo(Map.of("currency", "EUR"));
  }

  @Test
  void theSameRowIsTheSameEventWhereNoColumnSaysSo() {
    CsvMapping m = orders(GERMAN);
    CsvMapping hashed =
        new CsvMapping(
            GERMAN,
            "track",
            m.event(),
            Optional.empty(),
            m.userId(),
            m.anonymousId(),
            m.timestamp(),
            m.body(),
            true);
    String row = "17;u-1;31.03.2026 18:05;1;\n";
    List<Ingested> read =
        read(hashed, (HEADER + row + "\n18" + row + row).getBytes(StandardCharsets.UTF_8));
    assertThat(event(read.get(0)).messageId()).matches("csv-[0-9a-f]{32}");
    assertThat(event(read.get(2)).messageId()).isEqualTo(event(read.get(0)).messageId());
    assertThat(event(read.get(1)).messageId()).isNotEqualTo(event(read.get(0)).messageId());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "17;u-1;31.02.2026 18:05;1; | line 2: column 3 `when`: found \"31.02.2026 18:05\", expected a time such as 31.03.2026 20:05 | timestamp",
        "17;u-1;31.03.2026 18:05;1.5; | line 2: column 4 `amount`: found \"1.5\", expected a number such as 1234,5 | properties.total",
        "17;;31.03.2026 18:05;1; | line 2: column 2 `customer`: missing, and anonymousId too; expected one of them | userId",
        ";u-1;31.03.2026 18:05;1; | line 2: column 1 `receipt`: missing; expected a string that is not empty | messageId",
        "17;u-1;01.01.1999 18:05;1; | line 2: column 3 `when`: found 1999-01-01T17:05:00.000Z, which is before 2000-01-01; a number is taken as milliseconds, not seconds | timestamp"
      })
  void aBadCellIsToldWithItsLineAndColumn(String row, String message, String field) {
    List<Ingested> read = read(row + "\n18;u-2;31.03.2026 18:05;2;\n");
    DeadLetter letter = letter(read.get(0));
    assertThat(letter.message()).isEqualTo(message);
    assertThat(letter.field()).isEqualTo(field);
    assertThat(letter.raw()).isEqualTo(row);
    assertThat(letter.offset()).isEqualTo(1);
    assertThat(event(read.get(1)).userId()).isEqualTo("u-2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "17;u-1;31.03.2026 18:05;1",
        "17;u-1;31.03.2026 18:05;1;a;b",
        "17;\"u-1;31.03.2026 18:05;1;a",
        "17;\"u-1\"x;31.03.2026 18:05;1;a",
        "\u00e4\u0000;;;;;;"
      })
  void aBadRowCostsNothingElse(String bad) {
    String good = "18;u-2;31.03.2026 18:05;2;\"\"\"quoted\"\"\"\n";
    List<Ingested> read = read(bad + "\n" + good + good + bad + "\n" + good);
    assertThat(read).hasSize(5);
    assertThat(letter(read.get(0)).raw()).isEqualTo(bad);
    assertThat(letter(read.get(3)).message()).startsWith("line 5: ");
    assertThat(List.of(read.get(1), read.get(2), read.get(4)))
        .allSatisfy(row -> assertThat(event(row).userId()).isEqualTo("u-2"));
  }

  @Test
  void aCellInQuotesMayHoldLines() {
    List<Ingested> read =
        read("17;u-1;31.03.2026 18:05;1;\"a\n\nb;\"\n18;u-2;31.03.2026 18:05;2;c\n");
    assertThat(event(read.get(0)).properties()).containsEntry("note", "a\n\nb;");
    assertThat(event(read.get(1)).properties()).containsEntry("note", "c");
    assertThat(read).hasSize(2);
  }

  @Test
  void anInchIsNoQuote() {
    List<Ingested> read = read("17;u-1;31.03.2026 18:05;1;5\" pipe\n18;u-2;31.03.2026 18:05;2;c\n");
    assertThat(event(read.get(0)).properties()).containsEntry("note", "5\" pipe");
    assertThat(read).hasSize(2);
  }

  @Test
  void aHeaderWithoutAColumnMakesEachRowADeadLetter() {
    List<Ingested> read =
        read(
            orders(GERMAN),
            "receipt;customer;when;amuont;note\n17;u-1;31.03.2026 18:05;1;\n18;;;;\n"
                .getBytes(StandardCharsets.UTF_8));
    assertThat(read).hasSize(2);
    assertThat(letter(read.get(0)).message())
        .isEqualTo(
            "line 2: the header has no column `amount`; found `receipt`, `customer`, `when`, `amuont`, `note`");
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstColumn() {
    byte[] file =
        ("\uFEFF" + HEADER + "17;u-1;31.03.2026 18:05;1;\n").getBytes(StandardCharsets.UTF_8);
    assertThat(event(read(orders(GERMAN), file).get(0)).messageId()).isEqualTo("till-17");
  }

  @Test
  void readsTheEncodingThatTheMappingNames() {
    CsvFormat western = new CsvFormat(';', '"', "windows-1252", List.of(), Set.of());
    byte[] file =
        (HEADER + "17;u-1;31.03.2026 18:05;1;5 \u20ac\n").getBytes(Charset.forName("windows-1252"));
    assertThat(event(read(orders(western), file).get(0)).properties())
        .containsEntry("note", "5 \u20ac");
    assertThat(letter(read(orders(GERMAN), file).get(0)).message())
        .isEqualTo("line 2: not UTF-8, the encoding that the mapping names");
  }

  @Test
  void aRecordOfATopicIsOneRow() {
    CsvFormat named =
        new CsvFormat(
            ';', '"', "UTF-8", List.of("receipt", "customer", "when", "amount", "note"), Set.of());
    CsvEventReader reader = new CsvEventReader(orders(named), EventReader.LATEST_HISTORY);
    long arrival = Instant.parse("2026-03-31T20:00:00Z").toEpochMilli();
    byte[] good = "17;u-1;31.03.2026 18:05;1;\n".getBytes(StandardCharsets.UTF_8);
    assertThat(
            event(reader.read(new RawRecord(good, good.length, "s", "t", 3, 9, arrival))).userId())
        .isEqualTo("u-1");
    byte[] ahead = "17;u-1;31.03.2026 22:06;1;\n".getBytes(StandardCharsets.UTF_8);
    DeadLetter letter =
        letter(reader.read(new RawRecord(ahead, ahead.length, "s", "t", 3, 9, arrival)));
    assertThat(letter.code()).isEqualTo(DeadLetter.Code.TIME_OUT_OF_RANGE);
    assertThat(letter.message()).startsWith("column 3 `when`: found 2026-03-31T20:06");
    byte[] two = "a;b;c;d;e\nf;g;h;i;j".getBytes(StandardCharsets.UTF_8);
    assertThat(
            letter(reader.read(new RawRecord(two, two.length, "s", "t", 3, 9, arrival))).message())
        .contains("more than one row");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "iso | 2026-03-29T00:30:00Z | 2026-03-29T00:30:00Z",
        "iso | 2026-03-29 02:30 | 2026-03-29T01:30:00Z",
        "iso | 2026-10-25 02:30:00.250 | 2026-10-25T00:30:00.250Z",
        "iso | 2026-03-29 | 2026-03-28T23:00:00Z",
        "iso | 2026-03-29T02:30:00+05:00 | 2026-03-28T21:30:00Z",
        "epoch-seconds | 1774744200 | 2026-03-29T00:30:00Z",
        "epoch-millis | 1774744200123 | 2026-03-29T00:30:00.123Z",
        "d MMM yyyy h:mm a | 9 Mar 2026 1:05 pm | 2026-03-09T12:05:00Z",
        "yyyyMMdd | 20260309 | 2026-03-08T23:00:00Z"
      })
  void readsTimes(String format, String text, String expected) throws Exception {
    long millis = new CsvConverter().millis(text, new CsvType.Time(format, "Europe/Berlin"));
    assertThat(Instant.ofEpochMilli(millis)).isEqualTo(expected);
  }
}
