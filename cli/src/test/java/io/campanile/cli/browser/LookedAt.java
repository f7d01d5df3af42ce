package io.campanile.cli.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
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
    page.waitForSelector(
        ".chart:not(:has(svg))",
        new Page.WaitForSelectorOptions().setState(WaitForSelectorState.DETACHED));
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

  /**
   * The controls that can be seen and that Tab never comes to, from the page's beginning to its
   * end.
   */
  List<?> missedByTab(String controls) {
    List<Integer> reached = new ArrayList<>();
    int most = 3 * number("document.querySelectorAll('" + controls + "').length") + 20;
    page.evaluate(
        "window.all = [...document.querySelectorAll('*')]; document.activeElement.blur()");
    while (reached.size() < most) {
      page.keyboard().press("Tab");
      int now = number("window.all.indexOf(document.activeElement)");
      // Behind the last one comes the browser itself.
      if (page.evaluate("document.activeElement === document.body").equals(true)
          || reached.contains(now)) {
        break;
      }
      reached.add(now);
    }
    return (List<?>)
        page.evaluate(
            "([controls, reached]) => [...document.querySelectorAll(controls)]"
                + ".filter(one => one.checkVisibility() && !reached.includes(all.indexOf(one)))"
                + ".map(one => one.outerHTML)",
            List.of(controls, reached));
  }

  /** The upper left corner alone. */
  void screenshot(Path file, int width, int height) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(file).setFullPage(true).setClip(0, 0, width, height));
  }

  void screenshot(Path file) {
    page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
  }

  @Override
  public void close() {
    context.close();
  }
}
