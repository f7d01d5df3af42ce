package io.campanile.cli.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A page that is looked at, and what went wrong on it. */
final class LookedAt implements AutoCloseable {

  private final BrowserContext context;
  private final Page page;
  private final List<String> complaints = new ArrayList<>();

  LookedAt(Chromium chromium, Path file, int width, ColorScheme scheme) {
    context =
        chromium
            .browser()
            .newContext(
                new Browser.NewContextOptions().setViewportSize(width, 900).setColorScheme(scheme));
    page = context.newPage();
    page.onConsoleMessage(message -> complaints.add(message.type() + ": " + message.text()));
    page.onPageError(error -> complaints.add("error: " + error));
    String address = file.toUri().toString();
    page.onRequest(
        request -> {
          if (!request.url().equals(address)) {
            complaints.add("request: " + request.url());
          }
        });
    page.onDialog(
        dialog -> {
          complaints.add("dialog: " + dialog.message());
          dialog.dismiss();
        });
    page.navigate(address);
    // The charts follow their width, and are drawn in the frame after the page is.
    page.waitForFunction(
        "[...document.querySelectorAll('.chart')].every(chart => chart.querySelector('svg'))");
  }

  Page page() {
    return page;
  }

  /** Everything on the console, every request but the page's own, every dialog. */
  List<String> complaints() {
    return complaints;
  }

  int number(String javaScript) {
    return ((Number) page.evaluate(javaScript)).intValue();
  }

  /** What has the focus after each press of Tab, from the page's beginning until it comes round. */
  List<String> reachedByTab(int most) {
    List<String> reached = new ArrayList<>();
    page.evaluate("document.activeElement.blur()");
    for (int i = 0; i < most; i++) {
      page.keyboard().press("Tab");
      String now =
          (String)
              page.evaluate(
                  "(() => { const all = [...document.querySelectorAll('*')];"
                      + " const at = document.activeElement;"
                      + " return at === document.body ? '' : String(all.indexOf(at)); })()");
      if (now.isEmpty()) {
        break;
      }
      reached.add(now);
    }
    return reached;
  }

  void screenshot(Path file) {
    page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
  }

  @Override
  public void close() {
    context.close();
  }
}
