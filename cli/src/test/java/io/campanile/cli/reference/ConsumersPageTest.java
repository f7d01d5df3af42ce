package io.campanile.cli.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.campanile.cli.replayed.Replayed;
import io.campanile.connectors.output.Stream;
import io.campanile.model.ActionRecord;
import io.campanile.model.Channel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The page for consumers tells the truth; {@code -Dcampanile.update=true} writes its example anew.
 */
class ConsumersPageTest {

  private static final Path PAGE = Path.of("../docs/consumers/README.md");
  private static final Pattern EXAMPLE = Pattern.compile("(?s)```json\n(.*?)```");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)]+)\\)");
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void itsExampleIsARecordThatTheJobWrote() throws Exception {
    JsonNode sms =
        JSON.readTree(
            Replayed.shop().lines(Stream.ACTIONS_SMS.fileName()).stream()
                .filter(line -> line.contains("\"channel\":\"sms\""))
                .findFirst()
                .orElseThrow());
    String page = Files.readString(PAGE);
    if (Boolean.getBoolean("campanile.update")) {
      String block = "```json\n" + sms.toPrettyString() + "\n```";
      page = EXAMPLE.matcher(page).replaceFirst(Matcher.quoteReplacement(block));
      Files.writeString(PAGE, page);
    }
    Matcher example = EXAMPLE.matcher(page);
    assertThat(example.find()).isTrue();
    assertThat(JSON.readTree(example.group(1)))
        .as("rewrite it with -Dcampanile.update=true")
        .isEqualTo(sms);
  }

  @Test
  void namesEveryTopicAndEveryOperation() throws IOException {
    String page = Files.readString(PAGE);
    for (Channel channel : Channel.values()) {
      assertThat(page).contains("`" + Stream.ofChannel(channel).topic() + "`");
    }
    assertThat(Arrays.stream(ActionRecord.Operation.values()).map(Enum::name))
        .allSatisfy(name -> assertThat(page).contains("`" + name.toLowerCase(Locale.ROOT) + "`"));
    assertThat(page).contains("schemaVersion != " + ActionRecord.SCHEMA_VERSION + ":");
  }

  @Test
  void itsLinksLeadSomewhere() throws IOException {
    assertThat(LINK.matcher(Files.readString(PAGE)).results())
        .isNotEmpty()
        .allSatisfy(link -> assertThat(PAGE.resolveSibling(link.group(1))).exists());
  }
}
