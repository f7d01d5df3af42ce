package io.campanile.connectors.json;

import static io.campanile.connectors.json.Raw.ARRIVAL;
import static io.campanile.connectors.json.Raw.arrived;
import static io.campanile.connectors.json.Raw.bad;
import static io.campanile.connectors.json.Raw.good;
import static io.campanile.connectors.json.Raw.history;
import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.model.DeadLetter;
import io.campanile.model.DeadLetter.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTimeTest {

  private static String event(String... times) {
    return Stream.of(times)
        .map(time -> time.split("=", 2))
        .map(time -> ",\"" + time[0] + "\":" + quoted(time[1]))
        .collect(
            Collectors.joining(
                "",
                "{\"messageId\":\"m\",\"type\":\"track\",\"event\":\"E\",\"userId\":\"u\"",
                "}"));
  }

  private static String quoted(String value) {
    return value.matches("-?[0-9.]+([eE][0-9]+)?") ? value : "\"" + value + "\"";
  }

  private static Instant timeOf(RawRecord raw) {
    return Instant.ofEpochMilli(good(raw).timeMillis());
  }

  @ParameterizedTest
  @CsvSource({
    "2017-11-24T16:04:58Z, 2017-11-24T16:04:58Z",
    "2017-11-24t16:04:58z, 2017-11-24T16:04:58Z",
    "2017-11-24T16:04:58.1Z, 2017-11-24T16:04:58.100Z",
    "2017-11-24T16:04:58.12Z, 2017-11-24T16:04:58.120Z",
    "2017-11-24T16:04:58.123456789Z, 2017-11-24T16:04:58.123Z",
    "2017-11-24T18:04:58+02:00, 2017-11-24T16:04:58Z",
    "2017-11-24T00:04:58.5-05:30, 2017-11-24T05:34:58.500Z",
    "2017-11-24T16:04:58-00:00, 2017-11-24T16:04:58Z",
    "2016-12-31T23:59:60Z, 2017-01-01T00:00:00Z",
    "2020-02-29T00:00:00Z, 2020-02-29T00:00:00Z",
    "1511539498000, 2017-11-24T16:04:58Z",
    "1.511539498E12, 2017-11-24T16:04:58Z",
    "1511539498000.9, 2017-11-24T16:04:58Z"
  })
  void readsTimes(String found, String expected) {
    assertThat(timeOf(history(event("timestamp=" + found)))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2017-11-24",
        "2017-11-24 16:04:58Z",
        "2017-11-24T16:04Z",
        "2017-11-24T16:04:58",
        "2017-11-24T16:04:58.Z",
        "2017-11-24T16:04:58+0200",
        "2017-11-24T24:00:00Z",
        "2017-11-24T16:60:00Z",
        "2017-11-24T16:04:61Z",
        "2017-13-24T16:04:58Z",
        "2017-02-29T16:04:58Z",
        "2017-11-24T16:04:58Zz",
        "2017-11-24T16:04:58+24:00",
        "2017-11-24T16:04:58.٣Z",
        "+02017-11-24T16:04:58Z"
      })
  void refusesWhatIsNotRfc3339(String found) {
    DeadLetter letter = bad(history(event("timestamp=" + found)));
    assertThat(letter.code()).isEqualTo(Code.INVALID);
    assertThat(letter.field()).isEqualTo("timestamp");
    assertThat(letter.message()).contains(found);
  }

  @Test
  void correctsAWrongClientClock() {
    // The client's clock is a day slow; the event is ten seconds old when it is sent.
    Instant expected = ARRIVAL.minusSeconds(10);
    String[] original = {"originalTimestamp=2024-04-30T08:00:00Z", "sentAt=2024-04-30T08:00:10Z"};
    assertThat(timeOf(arrived(event(original)))).isEqualTo(expected);
    assertThat(timeOf(arrived(event(original[0], original[1], "timestamp=2024-04-30T08:00:00Z"))))
        .isEqualTo(expected);
    assertThat(
            timeOf(arrived(event("timestamp=2024-04-30T08:00:00Z", "sentAt=2024-04-30T08:00:10Z"))))
        .isEqualTo(expected);
  }

  @Test
  void correctsEvenAClockThatStandsAtTheBeginningOfTime() {
    assertThat(timeOf(arrived(event("timestamp=0", "sentAt=1000"))))
        .isEqualTo(ARRIVAL.minusSeconds(1));
  }

  @Test
  void believesATimeThatWasCorrectedBefore() {
    assertThat(
            timeOf(
                arrived(
                    event(
                        "timestamp=2024-05-01T10:00:00Z",
                        "originalTimestamp=2024-04-30T08:00:00Z",
                        "sentAt=2024-04-30T08:00:10Z",
                        "receivedAt=2024-05-01T10:00:10Z"))))
        .isEqualTo("2024-05-01T10:00:00Z");
  }

  @Test
  void correctsNothingInHistory() {
    assertThat(
            timeOf(history(event("timestamp=2024-04-30T08:00:00Z", "sentAt=2024-04-30T09:00:00Z"))))
        .isEqualTo("2024-04-30T08:00:00Z");
  }

  @Test
  void fallsBackToTheOriginalTimeAndThenToTheArrival() {
    assertThat(timeOf(arrived(event("originalTimestamp=2024-04-30T08:00:00Z"))))
        .isEqualTo("2024-04-30T08:00:00Z");
    assertThat(timeOf(history(event("originalTimestamp=2024-04-30T08:00:00Z"))))
        .isEqualTo("2024-04-30T08:00:00Z");
    assertThat(timeOf(arrived(event()))).isEqualTo(ARRIVAL);
    DeadLetter letter = bad(history(event()));
    assertThat(letter.code()).isEqualTo(Code.INVALID);
    assertThat(letter.field()).isEqualTo("timestamp");
  }

  @Test
  void refusesWhatWasBeforeTheYear2000() {
    assertThat(timeOf(arrived(event("timestamp=2000-01-01T00:00:00Z"))))
        .isEqualTo("2000-01-01T00:00:00Z");
    for (String time : new String[] {"1999-12-31T23:59:59.999Z", "1970-01-01T00:00:00Z", "0"}) {
      DeadLetter letter = bad(arrived(event("timestamp=" + time)));
      assertThat(letter.code()).isEqualTo(Code.TIME_OUT_OF_RANGE);
      assertThat(letter.field()).isEqualTo("timestamp");
    }
    assertThat(bad(arrived(event("timestamp=1511539498"))).message()).contains("not seconds");
  }

  @Test
  void refusesWhatIsMoreThanFiveMinutesAhead() {
    Instant limit = ARRIVAL.plus(Duration.ofMinutes(5));
    assertThat(timeOf(arrived(event("timestamp=" + limit)))).isEqualTo(limit);
    for (String time : new String[] {limit.plusMillis(1).toString(), "2099-01-01T00:00:00Z"}) {
      DeadLetter letter = bad(arrived(event("timestamp=" + time)));
      assertThat(letter.code()).isEqualTo(Code.TIME_OUT_OF_RANGE);
      assertThat(letter.message()).contains("5 minutes").contains("2024-05-01T12:00:00.000Z");
    }
    DeadLetter ahead =
        bad(
            arrived(
                event("originalTimestamp=2024-05-01T12:10:00Z", "sentAt=2024-05-01T12:00:00Z")));
    assertThat(ahead.code()).isEqualTo(Code.TIME_OUT_OF_RANGE);
    assertThat(ahead.field()).isEqualTo("originalTimestamp");
  }

  @Test
  void boundsHistoryByItsEnd() {
    assertThat(timeOf(history(event("timestamp=2099-12-31T00:00:00Z"))))
        .isEqualTo("2099-12-31T00:00:00Z");
    assertThat(bad(history(event("timestamp=2100-01-02T00:00:00Z"))).code())
        .isEqualTo(Code.TIME_OUT_OF_RANGE);
    EventReader until2020 = new EventReader(Instant.parse("2020-01-01T00:00:00Z"));
    assertThat(until2020.read(history(event("timestamp=2021-01-01T00:00:00Z"))))
        .isInstanceOf(Ingested.Bad.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9223372036854775807",
        "-9223372036854775808",
        "1e300",
        "-1e300",
        "253402300800000"
      })
  void survivesNumbersThatNoCalendarHolds(String number) {
    for (String field : new String[] {"timestamp", "sentAt", "originalTimestamp"}) {
      DeadLetter letter =
          bad(arrived(event("timestamp=" + ARRIVAL, "sentAt=" + ARRIVAL, field + "=" + number)));
      assertThat(letter.code()).isEqualTo(Code.TIME_OUT_OF_RANGE);
      assertThat(letter.field()).isEqualTo(field);
    }
  }
}
