package io.campanile.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.campanile.cli.replayed.ShopHistory;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelfContainedPageTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void whatStandsInTheDataEndsNoScriptAndIsStillTheSame() throws Exception {
    for (String hostile : ShopHistory.HOSTILE) {
      String safe = SelfContainedPage.inScript(JSON.writeValueAsString(List.of(hostile)));
      assertThat(safe).doesNotContain("<", ">", "&", "\u2028", "\u2029");
      assertThat(JSON.readTree(safe).get(0).textValue()).isEqualTo(hostile);
    }
  }

  @Test
  void aTitleIsText() {
    String page = SelfContainedPage.of("</title><script>", List.of("charts.js"), "{}");
    assertThat(page).contains("<title>&lt;/title&gt;&lt;script&gt;</title>");
  }

  @Test
  void thePageMayRunAndLoadNothingElse() {
    String page = SelfContainedPage.of("t", List.of("charts.js", "shared.js"), "{}");
    assertThat(page)
        .contains("default-src 'none'; style-src 'sha256-")
        .contains("script-src 'sha256-")
        .doesNotContain("src=\"", "@import", "url(");
    // The namespace of SVG is a name, and nothing is loaded by it.
    assertThat(page.replace("http://www.w3.org/2000/svg", "")).doesNotContain("http:", "https:");
  }
}
