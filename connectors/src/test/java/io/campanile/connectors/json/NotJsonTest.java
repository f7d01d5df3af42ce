package io.campanile.connectors.json;

import static io.campanile.connectors.json.Raw.arrived;
import static io.campanile.connectors.json.Raw.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.model.DeadLetter;
import io.campanile.model.DeadLetter.Code;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every JSON parser must refuse, after the cases of JSONTestSuite whose names begin with n,
 * and those beginning with i on which this one has decided.
 */
class NotJsonTest {

  /** Each as the whole record, and as a property's value in an event that is good otherwise. */
  private static final String[] BROKEN_VALUES = {
    "[1 true]",
    "[\"\": 1]",
    "[\"\"],",
    "[,1]",
    "[1,,2]",
    "[\"x\"]]",
    "[\"\",]",
    "[\"x\"",
    "[x",
    "[3[4]]",
    "[1:2]",
    "[,]",
    "[-]",
    "[   , \"\"]",
    "[\"a\",\n4\n,1,",
    "[1,]",
    "[*]",
    "[1,\n1\n,1",
    "[fals]",
    "[nul]",
    "[tru]",
    "[True]",
    "[-01]",
    "[-2.]",
    "[.2e-3]",
    "[0.1.2]",
    "[0.3e+]",
    "[0.3e]",
    "[0.e1]",
    "[0E+]",
    "[0E]",
    "[1.0e-]",
    "[1 000.0]",
    "[1eE2]",
    "[2.e+3]",
    "[9.e+]",
    "[Inf]",
    "[Infinity]",
    "[-Infinity]",
    "[NaN]",
    "[-NaN]",
    "[１]",
    "[1+2]",
    "[0x1]",
    "[0x42]",
    "[-1x]",
    "[1ea]",
    "[-.123]",
    "[012]",
    "[+1]",
    "[++1234]",
    "[1.2a-3]",
    "{\"x\", null}",
    "{\"x\"::\"b\"}",
    "{🇨🇭}",
    "{\"a\":\"a\" 123}",
    "{key: 'value'}",
    "{\"a\" b}",
    "{:\"b\"}",
    "{\"a\"",
    "{\"a\":",
    "{\"a\":\"a",
    "{1:1}",
    "{9999E9999:1}",
    "{null:null,null:null}",
    "{\"id\":0,,,,,}",
    "{'a':0}",
    "{\"id\":0,}",
    "{\"a\":\"b\"}/**/",
    "{\"a\":/*comment*/\"b\"}",
    "{\"a\":\"b\"}//",
    "{\"a\":\"b\",,\"c\":\"d\"}",
    "{a: \"b\"}",
    "{\"a\":\"b\"}#",
    "[\"\\uD800\\\"]",
    "[\"\\u00A\"]",
    "[\"\\\\\\\"]",
    "[\"\\x00\"]",
    "[\"\\\t\"]",
    "[\"\\🌀\"]",
    "[\"\\a\"]",
    "[\"\\uqqqq\"]",
    "[\"\\uD834\\uDd\"]",
    "[\\u0020\"asd\"]",
    "[\\n]",
    "\"",
    "['single quote']",
    "[\"a\u0000a\"]",
    "[\"new\nline\"]",
    "[\"\t\"]",
    "[\"\u001f\"]",
    "\"\\UA66D\"",
    "<.>",
    "[<null>]",
    "[1]x",
    "[1]]",
    "[\"asd]",
    "aå",
    "[True]",
    "1]",
    "{\"x\": true,",
    "[][]",
    "]",
    "{}}",
    "{\"\":",
    "{\"a\":/*comment*/\"b\"",
    "{\"a\": true} \"x\"",
    "['",
    "[,",
    "[{",
    "[\"a",
    "[\"a\"",
    "{",
    "{]",
    "{,",
    "{[",
    "{\"a",
    "{'a'",
    "*",
    "\\u000A\"\"",
    "[1",
    "[ false, nul",
    "[\u000c]",
    "\u000c1",
    "å",
    "[\u2060]",
    "\u2060",
    "undefined"
  };

  /** Bytes in hex that are not UTF-8, or not the text they want to be. */
  private static Stream<String> brokenBytes() {
    return Stream.of(
        "5B22FF225D",
        "5B22 E9 225D",
        "5B22 C080 225D", // an overlong NUL
        "5B22 E08080 225D",
        "5B22 F0808080 225D",
        "5B22 FC80808080 80 225D", // six bytes, of the first UTF-8
        "5B22 EDA080 225D", // a high surrogate
        "5B22 EDB080 225D",
        "5B22 EDA081EDB080 225D", // a pair of them, as CESU-8 writes it
        "5B22 F4908080 225D", // beyond the last character
        "5B22 F8 225D",
        "5B22 81 225D", // a continuation of nothing
        "5B22 E282 225D", // cut off
        "5B22 C3 28 225D",
        "7B7D F0",
        "FF",
        "FE FF 00 7B 00 7D",
        "FF FE 7B 00 7D 00",
        "EF BB BF 7B 7D",
        "EF BB BF",
        "00",
        "7B 7D 00",
        "00 00 00 7B 00 00 00 7D",
        "7B 00 7D 00",
        "1F 8B 08 00",
        "E0 FF");
  }

  static Stream<String> brokenValues() {
    return Stream.of(BROKEN_VALUES);
  }

  @ParameterizedTest
  @MethodSource("brokenValues")
  void refusesBrokenJson(String json) {
    DeadLetter whole = assertUnreadable(json.getBytes(StandardCharsets.UTF_8));
    assertThat(whole.raw()).isEqualTo(json);
    assertUnreadable(
        event(",\"properties\":{\"a\":" + json + "}").getBytes(StandardCharsets.UTF_8));
    assertUnreadable(event(",\"context\":{\"a\":" + json + "}").getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @MethodSource("brokenBytes")
  void refusesBrokenBytes(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    DeadLetter letter = assertUnreadable(bytes);
    byte[] kept =
        letter.raw() == null
            ? Base64.getDecoder().decode(letter.rawBase64())
            : letter.raw().getBytes(StandardCharsets.UTF_8);
    assertThat(kept).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n", "null", "true", "17", "\"text\"", "[]", "[{}]"})
  void refusesWhatIsNoObject(String json) {
    assertThat(assertUnreadable(json.getBytes(StandardCharsets.UTF_8)).message())
        .contains("expected a JSON object");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE", "ISO-8859-1"})
  void guessesNoOtherEncoding(String charset) {
    assertUnreadable(event(",\"properties\":{\"a\":\"é\"}").getBytes(Charset.forName(charset)));
  }

  @Test
  void refusesAByteOrderMark() {
    DeadLetter letter = assertUnreadable(("\uFEFF" + event("")).getBytes(StandardCharsets.UTF_8));
    assertThat(letter.message()).contains("byte order mark");
  }

  @Test
  void survivesDepthBombs() {
    for (String bomb : new String[] {"[", "{\"a\":", "[{\"a\":"}) {
      String text = bomb.repeat(250_000 / bomb.length());
      assertUnreadable(text.getBytes(StandardCharsets.UTF_8));
      assertUnreadable(event(",\"properties\":" + text).getBytes(StandardCharsets.UTF_8));
      assertUnreadable(event(",\"context\":" + text).getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void survivesNumbersOfManyDigits() {
    String digits = "9".repeat(200_000);
    assertThat(Raw.bad(arrived(event(",\"properties\":{\"a\":" + digits + "}"))).code())
        .isEqualTo(Code.INVALID);
    assertThat(Raw.good(arrived(event(",\"properties\":{\"a\":0." + digits + "}"))).properties())
        .containsEntry("a", 1.0);
    assertThat(Raw.good(arrived(event(",\"properties\":{\"a\":1e-99999}"))).properties())
        .containsEntry("a", 0.0);
    assertThat(Raw.bad(arrived(event(",\"properties\":{\"a\":1e9999999999999}"))).field())
        .isEqualTo("properties.a");
  }

  @Test
  void survivesManyNamesWithTheSameHash() {
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < 4096; i++) {
      names.append(i == 0 ? "\"" : ",\"");
      for (int bit = 0; bit < 12; bit++) {
        names.append((i >> bit & 1) == 0 ? "Aa" : "BB");
      }
      names.append("\":1");
    }
    assertThat(Raw.good(arrived(event(",\"properties\":{" + names + "}"))).properties())
        .hasSize(4096);
  }

  @Test
  void keepsOneDeadLetterForTenMegabytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < 10 * 1024; i++) {
      bytes.writeBytes(new byte[1024]);
    }
    DeadLetter letter = assertUnreadable(bytes.toByteArray());
    assertThat(letter.rawLength()).isEqualTo(10 * 1024 * 1024);
    assertThat(letter.message()).contains("10485760");
    assertThat(Base64.getDecoder().decode(letter.rawBase64())).hasSize(EventReader.MAX_BYTES);
  }

  private static DeadLetter assertUnreadable(byte[] bytes) {
    DeadLetter letter = Raw.bad(arrived(bytes));
    assertThat(letter.code()).isEqualTo(Code.UNREADABLE);
    assertThat(letter.message()).isNotBlank();
    assertThat(RecordJson.write(letter)).isNotEmpty();
    return letter;
  }
}
