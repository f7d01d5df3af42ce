package io.campanile.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.cli.replayed.Replayed;
import io.campanile.model.DecisionRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is told of the records that the real job wrote; {@code -Dcampanile.update=true} writes the
 * texts anew.
 */
class ShopExplainedTest {

  private static final Path GOLDEN = Path.of("src/test/resources/explain");

  private static Path out = Path.of("");

  @BeforeAll
  static void replay() throws Exception {
    out = Replayed.shop().directory();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "u-cart",
        "u-evening",
        "u-capped",
        "u-silent",
        "u-again",
        "u-5",
        "u-stranger",
        "u-vip",
        "u-night",
        "u-moved",
        "u-looker",
        "u-shy"
      })
  void tellsEachCustomersStory(String customer) throws IOException {
    golden(customer, PlainText.of(explained(customer, Optional.empty())));
  }

  @ParameterizedTest
  @CsvSource({
    "u-cart, 2026-03-02T17:30:00Z, at-while-one-waits",
    "u-cart, 2026-03-02T17:04:00Z, at-the-moment-itself",
    "u-cart, 2026-03-02T10:00:00Z, at-before-anything",
    "u-evening, 2026-03-03T03:00:00Z, at-while-one-is-put-off",
    "u-evening, 2026-04-01T00:00:00Z, at-after-everything"
  })
  void tellsHowThingsStood(String customer, Instant at, String name) throws IOException {
    golden(name, PlainText.at(explained(customer, Optional.empty()), at));
  }

  @Test
  void tellsTheSameToPrograms() throws IOException {
    Explanation explanation = explained("u-evening", Optional.empty());
    golden("json", ExplanationJson.of(explanation).lines().toList());
    golden(
        "json-at",
        ExplanationJson.at(explanation, Instant.parse("2026-03-03T03:00:00Z")).lines().toList());
  }

  @Test
  void tellsOfOneCampaignAlone() throws IOException {
    assertThat(Explanation.campaigns(records("u-cart")))
        .containsExactly("cart-abandonment", "thank-you");
    assertThat(PlainText.of(explained("u-cart", Optional.of("thank-you"))))
        .contains("1 trigger fired, all suppressed.")
        .anyMatch(line -> line.endsWith("thank-you fired"))
        .noneMatch(line -> line.contains("cart-abandonment"));
  }

  @Test
  void readsAnIdThatWasMistyped() throws IOException {
    CustomerSearch search = search("u-caped");
    assertThat(search.records().isEmpty()).isTrue();
    golden("nothing-known", NothingKnown.ofCustomer(search, "u-caped"));
    golden("nothing-known-of-campaign", NothingKnown.ofCampaign(records("u-cart"), "look-again"));
  }

  /** The others come from changes of campaigns while they run, and from sheer number. */
  @Test
  void theShopHasEveryReasonThatAReplayCanGive() throws IOException {
    List<String> missing =
        new ArrayList<>(Arrays.stream(DecisionRecord.Reason.values()).map(Enum::name).toList());
    missing.addAll(List.of("REPEATED", "NOT_IN_AUDIENCE"));
    for (String file : List.of("triggers.jsonl", "decisions.jsonl")) {
      for (String line : Files.readAllLines(out.resolve(file))) {
        missing.removeIf(reason -> line.contains("\"reason\":\"" + reason + "\""));
      }
    }
    assertThat(missing).containsExactly("PAUSED", "REMOVED", "LIMIT");
  }

  private static Explanation explained(String customer, Optional<String> campaign)
      throws IOException {
    return Explanation.of(records(customer), campaign);
  }

  private static CustomerRecords records(String customer) throws IOException {
    return search(customer).records();
  }

  private static CustomerSearch search(String customer) throws IOException {
    CustomerSearch search = new CustomerSearch(customer);
    new ReplayFiles(out).search(search);
    return search;
  }

  private static void golden(String name, List<String> lines) throws IOException {
    Path file = GOLDEN.resolve(name + ".txt");
    String text = String.join("\n", lines) + "\n";
    if (Boolean.getBoolean("campanile.update")) {
      Files.writeString(file, text);
    }
    assertThat(text)
        .as("%s; rewrite it with -Dcampanile.update=true", file)
        .isEqualTo(Files.readString(file));
  }
}
