package io.campanile.cli.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import io.campanile.cli.replayed.ShopHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The report of a replay, in a real browser. */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportPageTest {

  private static final Path PICTURES = Path.of("target/pictures");

  /** Drawn anew with -Dcampanile.update=true; not compared, because fonts differ. */
  private static final Path DOCS_PICTURE = Path.of("../docs/marketers/report.png");

  private Chromium chromium;
  private Path report = Path.of("");
  private Path hostile = Path.of("");
  private Path released = Path.of("");

  @BeforeAll
  void replayAShop() throws Exception {
    chromium = Chromium.open();
    report = ShopHistory.shopReport();
    hostile = ShopHistory.hostileReport();
    released = ShopHistory.releasedReport();
  }

  @AfterAll
  void closeBrowser() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void showsEverythingAndAsksForNothing(ColorScheme scheme) {
    try (LookedAt look = new LookedAt(chromium, report, 1280, scheme)) {
      look.screenshot(PICTURES.resolve("report-" + scheme + ".png"));

      assertThat(look.complaints()).isEmpty();
      for (String id : List.of("course", "delays", "hours", "fatigue")) {
        assertThat(look.number("document.querySelectorAll('#" + id + " .mark').length"))
            .as("marks of " + id)
            .isGreaterThan(3);
      }
      for (String id : List.of("reasons", "funnel")) {
        assertThat(look.number("document.querySelectorAll('#" + id + " .fill').length"))
            .as("bars of " + id)
            .isGreaterThan(2);
      }
      assertThat(look.number("document.querySelectorAll('#campaigns tbody tr').length"))
          .isGreaterThanOrEqualTo(5);
      assertThat(look.page().locator("#people .line > li").count()).isGreaterThan(3);
    }
  }

  @Test
  void thePictureInTheDocsIsSmall() throws IOException {
    Path picture = PICTURES.resolve("docs.png");
    try (LookedAt look = new LookedAt(chromium, report, 1000, ColorScheme.LIGHT)) {
      look.screenshot(picture, 1000, 1180);
    }
    assertThat(Files.size(picture)).isLessThan(200_000);
    if (Boolean.getBoolean("campanile.update")) {
      Files.copy(picture, DOCS_PICTURE, StandardCopyOption.REPLACE_EXISTING);
    }
    assertThat(DOCS_PICTURE).isRegularFile();
  }

  @Test
  void lightAndDarkDiffer() {
    try (LookedAt light = new LookedAt(chromium, report, 1280, ColorScheme.LIGHT);
        LookedAt dark = new LookedAt(chromium, report, 1280, ColorScheme.DARK)) {
      String background = "getComputedStyle(document.body).backgroundColor";
      assertThat(light.page().evaluate(background)).isEqualTo("rgb(246, 244, 239)");
      assertThat(dark.page().evaluate(background)).isEqualTo("rgb(22, 21, 19)");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {390, 320, 768})
  void fitsANarrowScreen(int width) {
    try (LookedAt look = new LookedAt(chromium, report, width, ColorScheme.LIGHT)) {
      look.screenshot(PICTURES.resolve("report-" + width + ".png"));

      assertThat(look.number("document.documentElement.scrollWidth")).isEqualTo(width);
      assertThat(look.complaints()).isEmpty();
    }
  }

  @Test
  void everyControlIsReachedByTab() {
    try (LookedAt look = new LookedAt(chromium, report, 390, ColorScheme.LIGHT)) {
      assertThat(look.missedByTab("button, select, input, summary, .chart")).isEmpty();
    }
  }

  @Test
  void everyControlSaysWhatItIs() {
    try (LookedAt look = new LookedAt(chromium, report, 1280, ColorScheme.LIGHT)) {
      Object nameless =
          look.page()
              .evaluate(
                  "[...document.querySelectorAll('button, select, input, .chart, [tabindex]')]"
                      + ".filter(one => !(one.getAttribute('aria-label') || one.textContent.trim()"
                      + " && one.tagName !== 'SELECT' || one.labels && one.labels.length))"
                      + ".map(one => one.outerHTML)");
      assertThat((List<?>) nameless).isEmpty();
    }
  }

  @Test
  void arrowsWalkThroughAChart() {
    try (LookedAt look = new LookedAt(chromium, report, 1280, ColorScheme.LIGHT)) {
      Locator chart = look.page().locator("#course .chart");
      chart.focus();
      look.page().keyboard().press("Home");
      String first = chart.locator(".tip").textContent();
      look.page().keyboard().press("ArrowRight");

      assertThat(chart.locator(".tip").textContent()).isNotEqualTo(first).isNotBlank();
      assertThat(chart.locator("[aria-live]").textContent()).isNotBlank();
      look.page().keyboard().press("Escape");
      assertThat(chart.locator(".tip").count()).isZero();
    }
  }

  @Test
  void aChosenCampaignIsWhatThePageIsAbout() {
    try (LookedAt look = new LookedAt(chromium, report, 1280, ColorScheme.LIGHT)) {
      look.page().locator("#campaign").selectOption("cart-abandonment");

      assertThat(look.page().locator("#course .legend li").allTextContents())
          .containsExactly("cart-abandonment");
      look.page().locator("#channel").selectOption("email");
      look.page().locator("#reasons summary").click();
      assertThat(look.page().locator("#reasons tbody").textContent())
          .contains("promotional-weekly");
      assertThat(look.complaints()).isEmpty();
    }
  }

  @Test
  void thePictureOverTimeEndsWhenNothingHappensAnyMore() {
    try (LookedAt look = new LookedAt(chromium, report, 1280, ColorScheme.LIGHT)) {
      look.page().locator("#campaign").selectOption("cart-abandonment");
      look.page().locator("#course summary").click();
      List<String> times = look.page().locator("#course tbody tr").allTextContents();
      // A campaign for those who are gone fires sixty days after the last of the events.
      assertThat(times).hasSizeGreaterThan(2);
      assertThat(look.number("DATA.course.starts.length")).isGreaterThan(times.size() + 20);
      String lead = look.page().locator(".lead").textContent();
      String last = (String) look.page().evaluate("bucketTitle(DATA.course.starts.length - 1)");
      assertThat(lead).startsWith("From ").doesNotContain(last.replace("from ", ""));
      assertThat(look.complaints()).isEmpty();
    }
  }

  @Test
  void campaignsOfLaterReleasesAreOnThePage() {
    try (LookedAt look = new LookedAt(chromium, released, 1280, ColorScheme.LIGHT)) {
      look.screenshot(PICTURES.resolve("report-released.png"));

      assertThat(look.page().locator(".facts").textContent()).contains("Releases", ", then ");
      String rows = look.page().locator("#campaigns tbody").textContent();
      assertThat(rows)
          .contains("cart-abandonment until 2 Mar")
          .contains("post-purchase-thanks from 2 Mar");
      assertThat(look.page().content()).doesNotContain(">unknown<");
      look.page().locator("#campaign").selectOption("post-purchase-thanks");
      assertThat(look.page().locator("#course .legend li").allTextContents())
          .containsExactly("post-purchase-thanks");
      assertThat(look.complaints()).isEmpty();
    }
  }

  @Test
  void customersAreFoundByIdCampaignAndReason() {
    try (LookedAt look = new LookedAt(chromium, report, 1280, ColorScheme.LIGHT)) {
      Locator list = look.page().locator("#people ul button");
      int all = list.count();
      assertThat(all).isBetween(5, 100);

      look.page().locator("#search").fill("holdout cart-abandonment");
      assertThat(list.count()).isBetween(1, all - 1);
      assertThat(look.page().locator(".story .line").textContent()).contains("HOLDOUT");

      look.page().locator("#search").fill("nobody at all");
      assertThat(list.count()).isZero();
    }
  }

  @Test
  void whatCustomersAreCalledIsOnlyEverText() {
    try (LookedAt look = new LookedAt(chromium, hostile, 390, ColorScheme.LIGHT)) {
      look.screenshot(PICTURES.resolve("report-hostile.png"));
      Locator list = look.page().locator("#people ul button");
      List<String> ids = look.page().locator("#people ul bdi").allTextContents();
      assertThat(ids).containsExactlyInAnyOrderElementsOf(ShopHistory.HOSTILE);
      for (int i = 0; i < ids.size(); i++) {
        list.nth(i).click();

        assertThat(look.page().locator(".story h3").textContent()).isEqualTo(ids.get(i));
        assertThat(look.page().locator(".story").textContent())
            .contains("Product Viewed × 3", "repeated-views for " + ids.get(i) + " fired");
      }
      assertThat(look.complaints()).isEmpty();
      assertThat(look.number("document.scripts.length")).isEqualTo(2);
      assertThat(look.number("document.images.length")).isZero();
      assertThat(look.number("document.documentElement.scrollWidth")).isEqualTo(390);
    }
  }
}
