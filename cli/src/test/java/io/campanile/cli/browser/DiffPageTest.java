package io.campanile.cli.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import io.campanile.cli.replayed.ShopHistory;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The comparison of two versions, in a real browser. */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DiffPageTest {

  private static final Path PICTURES = Path.of("target/pictures");

  private Chromium chromium;
  private Path diff = Path.of("");
  private Path hostile = Path.of("");

  @BeforeAll
  void compareAShop() throws Exception {
    chromium = Chromium.open();
    diff = ShopHistory.shopDiff();
    hostile = ShopHistory.hostileDiff();
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
    try (LookedAt look = new LookedAt(chromium, diff, 1280, scheme)) {
      look.screenshot(PICTURES.resolve("diff-" + scheme + ".png"));

      assertThat(look.complaints()).isEmpty();
      for (String id : List.of("course", "pressure")) {
        assertThat(look.number("document.querySelectorAll('#" + id + " .mark').length"))
            .as("marks of " + id)
            .isGreaterThan(3);
      }
      assertThat(look.page().locator("#overview .part").count()).isGreaterThan(3);
      assertThat(look.page().locator("section[id^=campaign]").count()).isGreaterThan(2);
      assertThat(look.page().locator(".cases li").count()).isGreaterThan(5);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {390, 320})
  void fitsANarrowScreen(int width) {
    try (LookedAt look = new LookedAt(chromium, diff, width, ColorScheme.LIGHT)) {
      look.screenshot(PICTURES.resolve("diff-" + width + ".png"));

      assertThat(look.number("document.documentElement.scrollWidth")).isEqualTo(width);
      assertThat(look.complaints()).isEmpty();
    }
  }

  @Test
  void everyControlIsReachedByTab() {
    try (LookedAt look = new LookedAt(chromium, diff, 390, ColorScheme.LIGHT)) {
      assertThat(look.missedByTab("a, button, summary, .chart")).isEmpty();
    }
  }

  @Test
  void whatCustomersAreCalledIsOnlyEverText() {
    try (LookedAt look = new LookedAt(chromium, hostile, 390, ColorScheme.LIGHT)) {
      look.page().locator(".cases").first().waitFor();
      List<String> ids = look.page().locator(".cases li > b").allTextContents();

      assertThat(ids).hasSize(3).allMatch(ShopHistory.HOSTILE::contains);
      assertThat(look.complaints()).isEmpty();
      assertThat(look.number("document.scripts.length")).isEqualTo(2);
      assertThat(look.number("document.images.length")).isZero();
      assertThat(look.number("document.documentElement.scrollWidth")).isEqualTo(390);
    }
  }
}
