package io.campanile.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateFormatsTest {

  private static final String CAMPAIGN =
      """
      campaign: look-again
      trigger:
        within: 1h
        steps:
          - {event: Product Viewed, as: viewed, where: event.prise > 10}
      actions:
        - {channel: push, template: look-again}
      """;

  @TempDir private Path directory;

  private final Commands commands = new Commands();
  private Path campaign = Path.of("");

  @BeforeEach
  void write() throws IOException {
    campaign = Files.createDirectory(directory.resolve("campaigns")).resolve("look-again.yaml");
    Files.writeString(campaign, CAMPAIGN);
  }

  @Test
  void warningsFailOnlyWhereThatIsAskedFor() {
    assertThat(commands.run("validate", directory)).isEqualTo(ExitCode.DONE);
    assertThat(commands.out())
        .contains(":3:3: warning: `within` bounds nothing here")
        .contains("[within-of-one-event]")
        .contains("`prise` is no usual property of `Product Viewed`. Did you mean `price`?")
        .contains(" is valid: 1 campaign, 2 warnings, release ");
    assertThat(commands.run("validate", directory, "--strict")).isEqualTo(ExitCode.WANTING);
  }

  @Test
  void programsReadJson() throws IOException {
    Files.writeString(campaign, CAMPAIGN.replace("push", "pusch"));
    assertThat(commands.run("validate", directory, "--format", "json")).isEqualTo(ExitCode.WANTING);
    JsonNode json = new ObjectMapper().readTree(commands.out());
    assertThat(json.get("valid").asBoolean()).isFalse();
    JsonNode problem = json.get("problems").get(0);
    assertThat(problem.get("file").asText()).isEqualTo(campaign.toString());
    assertThat(problem.get("line").asInt()).isEqualTo(7);
    assertThat(problem.get("column").asInt()).isEqualTo(15);
    assertThat(problem.get("severity").asText()).isEqualTo("error");
    assertThat(problem.get("code").asText()).isEqualTo("unknown-word");
    assertThat(problem.get("message").asText()).endsWith("Did you mean `push`?");
    assertThat(problem.get("page").asText())
        .isEqualTo("docs/reference/problems/README.md#unknown-word");
  }

  @Test
  void pullRequestsShowProblemsBesideTheLines() throws IOException {
    Files.writeString(campaign, CAMPAIGN.replace("push", "100%"));
    commands.run("validate", directory, "--format", "github");
    assertThat(commands.out())
        .startsWith(
            "::error file="
                + campaign
                + ",line=7,col=15,title=unknown-word::`channel` is `100%25`. Expected ");
  }

  @Test
  void namesThatTheDataNeverShowedAreWarnedOf() throws IOException {
    Path events = directory.resolve("events.jsonl");
    Files.writeString(
        events,
        """
        {"messageId":"1","type":"track","event":"Product Viewed","userId":"u","timestamp":"2026-03-01T09:00:00Z","properties":{"price":3}}
        {"messageId":"2","type":"identify","userId":"u","timestamp":"2026-03-01T09:00:00Z","traits":{"vip":true}}
        not JSON
        """);
    commands.run("validate", directory, "--events", events);
    assertThat(commands.out())
        .contains(
            ":5:56: warning: No event `Product Viewed` in the data has a property `prise`."
                + " Did you mean `price`? [unseen-property]")
        .doesNotContain("no usual property");

    Files.writeString(campaign, CAMPAIGN.replace("Product Viewed", "Product Seen"));
    commands.run("validate", directory, "--events", events);
    assertThat(commands.out())
        .contains(":5:15: warning: No event `Product Seen` is in the data.")
        .doesNotContain("prise` ");

    assertThat(commands.run("validate", directory, "--events", "nowhere")).isEqualTo(2);
  }
}
