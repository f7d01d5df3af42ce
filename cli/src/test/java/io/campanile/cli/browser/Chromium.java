package io.campanile.cli.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The Chromium of this machine. */
final class Chromium implements AutoCloseable {

  /** With the value {@code required} a machine without a browser fails, as in CI. */
  private static final String REQUIRED = "campanile.browser";

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Path executable) {
    // Nothing is loaded: the browser is the machine's own.
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(executable)
                    .setArgs(List.of("--no-sandbox", "--disable-gpu")));
  }

  /** The browser; where there is none, the test is passed over, unless one is required. */
  static Chromium open() {
    Optional<Path> executable = find();
    if (!"required".equals(System.getProperty(REQUIRED))) {
      Assumptions.assumeTrue(executable.isPresent(), "no Chromium on this machine");
    }
    return new Chromium(
        executable.orElseThrow(() -> new IllegalStateException("No " + NAMES + " on the path")));
  }

  private static Optional<Path> find() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of(path.split(File.pathSeparator))
        .map(Path::of)
        .flatMap(directory -> NAMES.stream().map(directory::resolve))
        .filter(Files::isExecutable)
        .findFirst();
  }

  Browser browser() {
    return browser;
  }

  @Override
  public void close() {
    playwright.close();
  }
}
