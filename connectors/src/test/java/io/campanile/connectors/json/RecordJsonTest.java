package io.campanile.connectors.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.campanile.model.Check;
import io.campanile.model.DeadLetter;
import io.campanile.model.TriggerRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class RecordJsonTest {

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }

  @Test
  void writesAnAction() {
    assertThat(text(RecordJson.write(Samples.fullAction())))
        .isEqualTo(
            """
            {"schemaVersion":1,"actionId":"ID-1","operation":"send","customerId":"u-17",\
            "channel":"sms","class":"marketing","address":"+447700900123",\
            "template":"cart-reminder-short","variables":{"product":"p-42"},"locale":"en-GB",\
            "timezone":"Europe/London","campaign":{"name":"cart-abandonment","release":"3f2c9a7d",\
            "tags":["promotional"],"priority":70},"trigger":{"id":"ID","key":"p-42",\
            "firedAt":"2017-11-24T16:04:58.000Z","events":["m-1","m-9"]},"position":1,\
            "dueAt":"2017-11-24T17:04:58.000Z","decidedAt":"2017-11-24T17:04:58.000Z",\
            "expiresAt":"2017-11-24T23:04:58.000Z"}"""
                .replace("ID", Samples.TRIGGER_ID));
    assertThat(text(RecordJson.write(Samples.bareAction())))
        .contains("\"operation\":\"audience_add\"", "\"address\":null", "\"locale\":null");
  }

  @Test
  void writesATriggerWithEveryKindOfValue() {
    assertThat(text(RecordJson.write(Samples.fullTrigger())))
        .isEqualTo(
            """
            {"schemaVersion":1,"triggerId":"ID","campaign":"cart-abandonment",\
            "release":"3f2c9a7d","customerId":"u-17","key":"p-42",\
            "firedAt":"2017-11-24T16:04:58.000Z","events":["m-1","m-9"],"outcome":"suppressed",\
            "reason":"NOT_IN_AUDIENCE","trace":[{"check":"audience","rule":null,"passed":false,\
            "values":{"text":"a \\"quoted\\" é😀\\n","whole":17,"decimal":5.0,\
            "infinite":"Infinity","truth":true,"nothing":null,"time":"2017-11-24T16:04:58.000Z",\
            "list":[1,null,{"a":1.5}]}}]}"""
                .replace("ID", Samples.TRIGGER_ID));
  }

  @Test
  void writesADecision() {
    assertThat(text(RecordJson.write(Samples.fullDecision())))
        .contains(
            "\"channel\":\"sms\",\"position\":1",
            "\"outcome\":\"deferred\",\"until\":\"2017-11-24T17:04:58.000Z\","
                + "\"reason\":\"CAPPED\",\"rule\":\"sms-daily\"");
    assertThat(text(RecordJson.write(Samples.bareDecision())))
        .contains("\"outcome\":\"sent\",\"until\":null,\"reason\":null,\"rule\":null");
  }

  @Test
  void writesADeadLetter() {
    assertThat(text(RecordJson.write(Samples.fullDeadLetter())))
        .startsWith("{\"schemaVersion\":1,\"code\":\"INVALID\",\"message\":\"found the number 17")
        .contains(
            "\"field\":\"userId\",\"source\":\"web\",\"topic\":\"events\",\"partition\":3,"
                + "\"offset\":17,\"arrivedAt\":\"2024-05-01T12:00:00.000Z\",\"raw\":\"{")
        .contains("\"rawBase64\":null");
    assertThat(text(RecordJson.write(Samples.bareDeadLetter())))
        .contains("\"field\":null", "\"arrivedAt\":null,\"raw\":null,\"rawBase64\":\"e/99\"");
  }

  @Test
  void putsMapsWithoutAnOrderIntoOne() {
    assertThat(text(RecordJson.write(Samples.fullDecision())))
        .contains("\"values\":{\"at-most\":1,\"sent\":0}");
  }

  @Test
  void neverFailsOnHalfACharacter() {
    TriggerRecord bare = Samples.bareTrigger();
    TriggerRecord broken =
        new TriggerRecord(
            1,
            bare.triggerId(),
            bare.campaign(),
            bare.release(),
            "u\uD83D",
            "\uDE00",
            bare.firedAt(),
            List.of("\uD83D"),
            bare.outcome(),
            null,
            List.of(new Check("audience", null, true, Map.of("\uD83D", "\uDE00x"))));
    assertThat(text(RecordJson.write(broken)))
        .contains(
            "\"customerId\":\"u\uFFFD\",\"key\":\"\uFFFD\"",
            "[\"\uFFFD\"]",
            "{\"\uFFFD\":\"\uFFFDx\"}");
  }

  @Property
  void writesAnyTextSoThatItIsReadTheSame(
      @ForAll @StringLength(max = 6000) @Chars({'a', '"', '\u0000', 'é', '€'}) String filling)
      throws IOException {
    // Long enough to cross the writer's buffer, with a pair at any place of it.
    String text = filling + "😀".repeat(3000) + filling;
    byte[] json =
        RecordJson.write(
            new DeadLetter(
                1, DeadLetter.Code.INVALID, "", null, "", text, 0, 0, null, text, null, 0));
    JsonNode read = new ObjectMapper().readTree(json);
    assertThat(read.get("topic").asText()).isEqualTo(text);
    assertThat(read.get("raw").asText()).isEqualTo(text);
    assertThat(text(json)).contains("😀".repeat(3000));
  }
}
