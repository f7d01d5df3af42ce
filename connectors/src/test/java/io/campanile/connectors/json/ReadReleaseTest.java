package io.campanile.connectors.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadReleaseTest {

  private static final String GOOD =
      "{\"schemaVersion\":1,\"releaseId\":\"r\",\"effectiveFrom\":\"2026-03-01T10:00:00Z\","
          + "\"publishedAt\":\"2026-03-01T09:59:00Z\",\"files\":{\"policy.yaml\":\"\"}}";

  @Test
  void readsWhatIsWritten() {
    assertThat(ReadRelease.of(RecordJson.write(Samples.fullRelease())))
        .isEqualTo(new ReadRelease.Good(Samples.fullRelease()));
    assertThat(ReadRelease.of(RecordJson.write(Samples.bareRelease())))
        .isEqualTo(new ReadRelease.Good(Samples.bareRelease()));
  }

  @Test
  void passesOverWhatItDoesNotKnow() {
    assertThat(ReadRelease.of(GOOD.replaceFirst("\\{", "{\"more\":[1],")))
        .isEqualTo(ReadRelease.of(GOOD))
        .isInstanceOf(ReadRelease.Good.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`campaign: cart` | it is not JSON: ",
        "`[]` | found no JSON object, expected a release",
        "`` | found no JSON object, expected a release",
        "`{}` | 'schemaVersion' is missing"
      })
  void saysWhyItIsNone(String text, String why) {
    assertThat(ReadRelease.of(text))
        .isInstanceOfSatisfying(
            ReadRelease.Bad.class, bad -> assertThat(bad.why().replace('`', '\'')).startsWith(why));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"schemaVersion\":1 | \"schemaVersion\":2 | known is 1: written by a newer version",
        "\"schemaVersion\":1 | \"schemaVersion\":\"1\" | expected a whole number from 1",
        "\"releaseId\":\"r\" | \"releaseId\":7 | 'releaseId' is 7, expected a text",
        "2026-03-01T10:00:00Z | tomorrow | 'effectiveFrom' is 'tomorrow', expected a time such as",
        "{\"policy.yaml\":\"\"} | [] | 'files' is no object",
        "{\"policy.yaml\":\"\"} | {\"policy.yaml\":{}} | 'files.policy.yaml' is no text",
        "\"releaseId\":\"r\" | \"releaseId\":\"r\",\"releaseId\":\"s\" | it is not JSON: Duplicate"
      })
  void saysWhichFieldIsWrong(String good, String wrong, String why) {
    assertThat(ReadRelease.of(GOOD.replace(good, wrong)))
        .isInstanceOfSatisfying(
            ReadRelease.Bad.class, bad -> assertThat(bad.why().replace('`', '\'')).contains(why));
  }

  @Test
  void doesNotMindBytesThatAreNoText() {
    assertThat(ReadRelease.of(new byte[] {(byte) 0xff, 0, 1})).isInstanceOf(ReadRelease.Bad.class);
    assertThat(ReadRelease.of("é".getBytes(StandardCharsets.ISO_8859_1)))
        .isInstanceOf(ReadRelease.Bad.class);
  }
}
