package io.campanile.cli.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.patterns.Campaign;
import io.campanile.patterns.Checked;
import io.campanile.patterns.PatternDirectory;
import io.campanile.patterns.PatternReader;
import io.campanile.patterns.cases.TestCase;
import io.campanile.patterns.cases.TestFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The page of recipes is the library itself: its campaigns, their advice, and what their tests
 * show.
 */
class RecipesTest {

  private static final Path PAGE = Path.of("../docs/marketers/recipes.md");
  private static final Path LIBRARY = Path.of("../patterns");

  /** A recipe for an occasion. */
  private record Recipe(String title, String campaign) {}

  private record Part(String title, List<Recipe> recipes) {}

  private static final List<Part> PARTS =
      List.of(
          new Part(
              "Carts and checkouts",
              List.of(
                  new Recipe("An abandoned cart", "cart-abandonment"),
                  new Recipe("An abandoned checkout", "checkout-abandonment"),
                  new Recipe("A discount after 24 hours", "no-purchase-discount"))),
          new Part(
              "Looking around",
              List.of(
                  new Recipe("An abandoned visit", "browse-abandonment"),
                  new Recipe("The same product again and again", "repeated-views"),
                  new Recipe("Long on a comparison", "comparison-dwell"),
                  new Recipe("High intent in a session", "high-intent"),
                  new Recipe("The wish list", "wish-list-reminder"),
                  new Recipe("Interest in a topic", "content-interest"))),
          new Part("New customers", List.of(new Recipe("A welcome series", "welcome-series"))),
          new Part(
              "After a purchase",
              List.of(
                  new Recipe("Thanks", "post-purchase-thanks"),
                  new Recipe("What goes with it", "cross-sell"),
                  new Recipe("A request for a review", "review-request"),
                  new Recipe("Running out", "replenishment"),
                  new Recipe("After a refund", "refund-follow-up"))),
          new Part(
              "Keeping customers, and winning them back",
              List.of(
                  new Recipe("The best customers", "vip-recognition"),
                  new Recipe("Frequent buyers", "frequent-buyer"),
                  new Recipe("We miss you", "win-back"),
                  new Recipe("The app that is not opened", "app-inactivity"))),
          new Part("Stores", List.of(new Recipe("A visit to a store", "store-visit-follow-up"))));

  @Test
  void isPublishedAsTheLibrarySays() throws IOException {
    String generated = page();
    if (Boolean.getBoolean("campanile.update")) {
      Files.writeString(PAGE, generated);
    }
    assertThat(PAGE).content().as("rewrite it with -Dcampanile.update=true").isEqualTo(generated);
  }

  @Test
  void everyCampaignOfTheLibraryHasARecipe() throws IOException {
    assertThat(PARTS.stream().flatMap(part -> part.recipes().stream()).map(Recipe::campaign))
        .containsExactlyInAnyOrderElementsOf(
            library().campaigns().stream().map(Campaign::name).toList());
  }

  private static Checked library() throws IOException {
    return PatternReader.check(PatternDirectory.read(LIBRARY), Optional.empty());
  }

  private static String page() throws IOException {
    Checked library = library();
    Map<String, List<TestCase>> tests =
        library.tests().stream().collect(Collectors.toMap(TestFile::campaign, TestFile::cases));
    StringBuilder page = new StringBuilder();
    page.append("# Recipes\n\n");
    page.append(
        "A campaign for each common occasion, with its tests: copy what is near to what you");
    page.append(" want. All of them stand under [one policy](../../patterns/policy.yaml), and use");
    page.append(" [these traits](../../patterns/traits.yaml) and");
    page.append(" [segments](../../patterns/segments.yaml).\n\n");
    page.append(
        "Written from [the library](../../patterns/campaigns), which is where it is changed.");
    page.append("\n\n");
    for (Part part : PARTS) {
      page.append("- ").append(part.title()).append(": ");
      page.append(
          part.recipes().stream()
              .map(recipe -> "[" + recipe.title() + "](#" + anchor(recipe.title()) + ")")
              .collect(Collectors.joining(", ")));
      page.append('\n');
    }
    for (Part part : PARTS) {
      page.append("\n## ").append(part.title()).append('\n');
      for (Recipe recipe : part.recipes()) {
        page.append(recipe(recipe, tests.getOrDefault(recipe.campaign(), List.of())));
      }
    }
    return page.toString();
  }

  private static String anchor(String title) {
    return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
  }

  private static String recipe(Recipe recipe, List<TestCase> tests) throws IOException {
    List<String> lines =
        Files.readAllLines(LIBRARY.resolve("campaigns/" + recipe.campaign() + ".yaml"));
    int begin = 0;
    StringBuilder advice = new StringBuilder();
    while (lines.get(begin).startsWith("#")) {
      String line = lines.get(begin).substring(1).strip();
      if (!line.startsWith("yaml-language-server")) {
        advice.append(line.replace("Advice: ", "")).append(' ');
      }
      begin++;
    }
    String text = advice.toString().strip();
    StringBuilder section = new StringBuilder("\n### " + recipe.title() + "\n\n");
    section.append(Character.toUpperCase(text.charAt(0))).append(text.substring(1)).append("\n\n");
    section.append("```yaml campaign\n");
    lines.subList(begin, lines.size()).forEach(line -> section.append(line).append('\n'));
    section.append("```\n\n");
    section
        .append("[Its tests](../../patterns/campaigns/")
        .append(recipe.campaign())
        .append(".test.yaml) show:\n\n");
    tests.forEach(test -> section.append("- ").append(test.name()).append('\n'));
    return section.toString();
  }
}
