package io.campanile.connectors.json;

import static io.campanile.connectors.json.Raw.arrived;
import static io.campanile.connectors.json.Raw.bad;
import static io.campanile.connectors.json.Raw.event;
import static io.campanile.connectors.json.Raw.good;
import static io.campanile.connectors.json.Raw.history;
import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.model.DeadLetter;
import io.campanile.model.DeadLetter.Code;
import io.campanile.model.Event;
import io.campanile.model.EventType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {

  @Test
  void readsATrackEventWithEveryKindOfValue() {
    Event event =
        good(
            arrived(
                event(
                    """
                    ,"anonymousId":"a-1","context":{"ip":"::1","page":{"x":[1,2.5,{"y":null}]}},
                    "properties":{"text":"é😀","whole":9223372036854775807,"decimal":5.0,"yes":true,
                    "none":null,"large":9223372036854775808,"list":[1,[2]],"object":{"a":{"b":-0}}}""")));

    assertThat(event.messageId()).isEqualTo("m-1");
    assertThat(event.type()).isEqualTo(EventType.TRACK);
    assertThat(event.name()).isEqualTo("Product Added");
    assertThat(event.userId()).isEqualTo("u-1");
    assertThat(event.anonymousId()).isEqualTo("a-1");
    assertThat(event.timeMillis()).isEqualTo(Instant.parse("2024-05-01T11:59:00Z").toEpochMilli());
    assertThat(event.properties())
        .containsEntry("text", "é😀")
        .containsEntry("whole", Long.MAX_VALUE)
        .containsEntry("decimal", 5.0)
        .containsEntry("yes", true)
        .containsEntry("none", null)
        .containsEntry("large", 0x1p63)
        .containsEntry("list", List.of(1L, List.of(2L)))
        .containsEntry("object", Map.of("a", Map.of("b", 0L)))
        .hasSize(8);
  }

  @Test
  void givesTheOldEcommerceNamesTheirNewOnes() {
    assertThat(good(arrived(event(",\"event\":\"Completed Order\""))).name())
        .isEqualTo("Order Completed");
  }

  @Test
  void makesPagesAndScreensEventsWithTheirNames() {
    Event page =
        good(
            arrived(
                event(
                    ",\"type\":\"page\",\"name\":\"Home\",\"category\":\"Docs\","
                        + "\"properties\":{\"category\":\"own\"}")));
    assertThat(page.name()).isEqualTo("Page Viewed");
    assertThat(page.properties()).isEqualTo(Map.of("name", "Home", "category", "own"));
    assertThat(good(arrived(event(",\"type\":\"screen\""))).name()).isEqualTo("Screen Viewed");
  }

  @Test
  void takesTheTraitsOfIdentifyAndGroup() {
    String traits = ",\"traits\":{\"email\":\"a@shop.example\"},\"properties\":{\"no\":1}";
    for (String type : List.of("identify", "group")) {
      Event event = good(arrived(event(",\"type\":\"" + type + "\"" + traits)));
      assertThat(event.name()).isEmpty();
      assertThat(event.properties()).isEqualTo(Map.of("email", "a@shop.example"));
    }
  }

  @Test
  void keepsThePreviousIdOfAnAlias() {
    Event alias = good(arrived(event(",\"type\":\"alias\",\"previousId\":\"a-9\"")));
    assertThat(alias.name()).isEmpty();
    assertThat(alias.properties()).isEqualTo(Map.of("previousId", "a-9"));
    assertThat(bad(arrived(event(",\"type\":\"alias\""))).field()).isEqualTo("previousId");
  }

  @Test
  void takesTheLastOfDuplicateKeys() {
    Event event =
        good(
            arrived(
                event(
                    ",\"userId\":7,\"userId\":\"u-2\",\"properties\":3,"
                        + "\"properties\":{\"a\":1,\"a\":2}")));
    assertThat(event.userId()).isEqualTo("u-2");
    assertThat(event.properties()).isEqualTo(Map.of("a", 2L));
  }

  @Test
  void takesNullAndEmptyIdsAsMissing() {
    Event event = good(arrived(event(",\"userId\":\"\",\"anonymousId\":\"a-1\"")));
    assertThat(event.userId()).isNull();
    DeadLetter letter = bad(arrived(event(",\"userId\":\"\",\"anonymousId\":null")));
    assertThat(letter.code()).isEqualTo(Code.INVALID);
    assertThat(letter.field()).isEqualTo("userId");
    assertThat(letter.message()).contains("anonymousId");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "messageId | ,\"messageId\":null",
        "messageId | ,\"messageId\":\"\"",
        "messageId | ,\"messageId\":12",
        "messageId | ,\"messageId\":{}",
        "type | ,\"type\":null",
        "type | ,\"type\":1",
        "type | ,\"type\":\"\"",
        "event | ,\"event\":null",
        "event | ,\"event\":\"\"",
        "event | ,\"event\":[\"Product Added\"]",
        "userId | ,\"userId\":17",
        "userId | ,\"userId\":true",
        "anonymousId | ,\"anonymousId\":17.5",
        "timestamp | ,\"timestamp\":\"yesterday\"",
        "timestamp | ,\"timestamp\":\"1511539498000\"",
        "timestamp | ,\"timestamp\":\"2024-05-01T11:59:00\"",
        "timestamp | ,\"timestamp\":\"2024-02-30T11:59:00Z\"",
        "timestamp | ,\"timestamp\":true",
        "sentAt | ,\"sentAt\":{}",
        "originalTimestamp | ,\"originalTimestamp\":\"\"",
        "properties | ,\"properties\":[]",
        "properties | ,\"properties\":\"x\"",
        "traits | ,\"type\":\"identify\",\"traits\":1",
        "name | ,\"type\":\"page\",\"name\":1",
        "properties.price | ,\"properties\":{\"price\":1e400}",
        "properties.products[1].price | ,\"properties\":{\"products\":[{},{\"price\":-1e999}]}",
        "context.n[0] | ,\"context\":{\"n\":[1e309]}"
      })
  void namesTheFieldThatIsInvalid(String field, String more) {
    DeadLetter letter = bad(arrived(event(more)));
    assertThat(letter.code()).isEqualTo(Code.INVALID);
    assertThat(letter.field()).isEqualTo(field);
    assertThat(letter.raw()).isEqualTo(event(more));
    assertThat(letter.message()).isNotBlank();
  }

  @Test
  void namesTheNearestType() {
    DeadLetter letter = bad(arrived(event(",\"type\":\"Trak\"")));
    assertThat(letter.field()).isEqualTo("type");
    assertThat(letter.message())
        .isEqualTo(
            "found \"Trak\", expected one of track, identify, page, screen, alias, group;"
                + " the nearest is track");
  }

  @Test
  void limitsNamesTo256Characters() {
    // Characters, not chars: these take two chars each.
    String longest = "😀".repeat(256);
    assertThat(good(arrived(event(",\"event\":\"" + longest + "\""))).name()).isEqualTo(longest);
    assertThat(good(arrived(event(",\"properties\":{\"" + longest + "\":1}"))).properties())
        .containsKey(longest);
    for (String field : List.of("event", "messageId")) {
      DeadLetter letter = bad(arrived(event(",\"" + field + "\":\"" + longest + "x\"")));
      assertThat(letter.code()).isEqualTo(Code.INVALID);
      assertThat(letter.field()).isEqualTo(field);
    }
    DeadLetter letter = bad(arrived(event(",\"properties\":{\"" + "n".repeat(257) + "\":1}")));
    assertThat(letter.code()).isEqualTo(Code.INVALID);
    assertThat(letter.field()).startsWith("properties.nnn");
  }

  @Test
  void allowsDepth32AndNoMore() {
    // The event itself is the first level, its properties are the second.
    String deepest = "[".repeat(30) + "]".repeat(30);
    assertThat(good(arrived(event(",\"properties\":{\"a\":" + deepest + "}"))).properties())
        .containsKey("a");
    for (String place : List.of("properties", "context")) {
      DeadLetter letter = bad(arrived(event(",\"" + place + "\":{\"a\":[" + deepest + "]}")));
      assertThat(letter.code()).isEqualTo(Code.UNREADABLE);
      assertThat(letter.message()).contains("32");
    }
  }

  @Test
  void allows256KibibytesAndNoMore() {
    String frame = event(",\"properties\":{\"a\":\"\"}");
    String longest = frame.replace("\"\"", "\"" + "x".repeat(256 * 1024 - frame.length()) + "\"");
    assertThat(good(arrived(longest)).properties()).containsKey("a");
    DeadLetter letter = bad(arrived(longest + " "));
    assertThat(letter.code()).isEqualTo(Code.UNREADABLE);
    assertThat(letter.rawLength()).isEqualTo(256 * 1024 + 1);
    assertThat(letter.raw()).isEqualTo(longest);
  }

  @Test
  void cutsARecordThatIsTooLargeAtACharacter() {
    byte[] bytes = "😀".repeat(70_000).getBytes(StandardCharsets.UTF_8);
    byte[] shifted = new byte[bytes.length + 1];
    shifted[0] = 'x';
    System.arraycopy(bytes, 0, shifted, 1, bytes.length);
    DeadLetter letter = bad(arrived(shifted));
    assertThat(letter.raw()).isEqualTo("x" + "😀".repeat(256 * 1024 / 4 - 1));
    assertThat(letter.rawBase64()).isNull();
    assertThat(letter.rawLength()).isEqualTo(shifted.length);
  }

  @Test
  void keepsInBase64WhatIsNotText() {
    byte[] bytes = {'{', (byte) 0xC0, (byte) 0x80, '}'};
    DeadLetter letter = bad(arrived(bytes));
    assertThat(letter.code()).isEqualTo(Code.UNREADABLE);
    assertThat(letter.message()).isEqualTo("not UTF-8: found the byte 0xC0 at byte 1");
    assertThat(letter.raw()).isNull();
    assertThat(Base64.getDecoder().decode(letter.rawBase64())).isEqualTo(bytes);
  }

  @Test
  void keepsInBase64WhatWouldSwellBeyondAMessage() {
    byte[] bytes = new byte[200_000];
    DeadLetter letter = bad(arrived(bytes));
    assertThat(letter.raw()).isNull();
    assertThat(Base64.getDecoder().decode(letter.rawBase64())).isEqualTo(bytes);
    assertThat(RecordJson.write(letter)).hasSizeLessThan(1_000_000);
    byte[] quotes = new byte[300_000];
    Arrays.fill(quotes, (byte) '"');
    assertThat(RecordJson.write(bad(arrived(quotes)))).hasSizeLessThan(1_000_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"a\\ud800\"",
        "\"\\udc00a\"",
        "\"\\udc00\\ud800\"",
        "[\"\\uD83D\\uD83D\\uDE00\"]"
      })
  void refusesHalfCharacters(String value) {
    for (String place : List.of("properties", "context")) {
      DeadLetter letter = bad(arrived(event(",\"" + place + "\":{\"a\":" + value + "}")));
      assertThat(letter.code()).isEqualTo(Code.UNREADABLE);
      assertThat(letter.field()).startsWith(place + ".a");
      assertThat(letter.message()).contains("half a character");
      assertThat(RecordJson.write(letter)).isNotEmpty();
    }
  }

  @Test
  void refusesHalfCharactersInNames() {
    for (String name : List.of("\\ud800", "\\udc00", "a\\ud83d", "\\udc00\\ud83d")) {
      String object = "{\"" + name + "\":1}";
      assertThat(bad(arrived(object)).code()).isEqualTo(Code.UNREADABLE);
      for (String place : List.of("properties", "context")) {
        DeadLetter letter = bad(arrived(event(",\"" + place + "\":" + object)));
        assertThat(letter.code()).isEqualTo(Code.UNREADABLE);
        assertThat(RecordJson.write(letter)).isNotEmpty();
      }
    }
  }

  @Test
  void writesAWholeCharacterThatWasEscaped() {
    Event event = good(arrived(event(",\"properties\":{\"a\":\"\\ud83d\\ude00\\u0000\"}")));
    assertThat(event.properties()).containsEntry("a", "😀\u0000");
  }

  @Test
  void saysWhereTheRecordCameFrom() {
    DeadLetter letter = bad(arrived("nothing"));
    assertThat(letter.source()).isEqualTo("web");
    assertThat(letter.topic()).isEqualTo("events");
    assertThat(letter.partition()).isEqualTo(3);
    assertThat(letter.offset()).isEqualTo(17);
    assertThat(letter.arrivedAt()).isEqualTo(Raw.ARRIVAL);
    assertThat(letter.field()).isNull();
    assertThat(bad(history("nothing")).arrivedAt()).isNull();
  }

  @Test
  void putsUnreadableBeforeInvalid() {
    assertThat(bad(arrived("{\"messageId\":1,\"type\":2} x")).code()).isEqualTo(Code.UNREADABLE);
    assertThat(bad(arrived("{\"n\":1e999,\"type\":")).code()).isEqualTo(Code.UNREADABLE);
  }

  @Test
  void goesOnAfterABadRecord() {
    EventReader reader = new EventReader();
    for (int i = 0; i < 3; i++) {
      assertThat(reader.read(arrived(new byte[] {(byte) 0xFF}))).isInstanceOf(Ingested.Bad.class);
      assertThat(reader.read(arrived(event("")))).isInstanceOf(Ingested.Good.class);
    }
  }
}
