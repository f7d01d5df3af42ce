package io.campanile.cli.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A page that needs nothing but itself: style, scripts and data are inside, and it may load nothing
 * and run nothing else. What it shows is data that the scripts put in as text, never as HTML.
 */
public final class SelfContainedPage {

  private SelfContainedPage() {}

  /**
   * The page.
   *
   * @param title what stands in the browser's tab
   * @param scripts names of resources beside this class, in the order in which they run
   * @param json what the scripts show; a JSON value
   */
  public static String of(String title, List<String> scripts, String json) {
    String style = resource("page.css");
    String script = scripts.stream().map(SelfContainedPage::resource).collect(Collectors.joining());
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '%s'; script-src '%s'; base-uri 'none'; form-action 'none'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>%s</title>
        <style>%s</style>
        </head>
        <body>
        <noscript><p>This page draws its pictures itself, and needs JavaScript for it. It loads nothing.</p></noscript>
        <main id="page"></main>
        <script type="application/json" id="data">%s</script>
        <script>%s</script>
        </body>
        </html>
        """
        .formatted(hash(style), hash(script), html(title), style, inScript(json), script);
  }

  /** Text as HTML. */
  static String html(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /**
   * JSON that can end no element, begin no comment, and is the same for JavaScript as for JSON: the
   * characters that could do otherwise only ever stand in strings.
   */
  static String inScript(String json) {
    StringBuilder safe = new StringBuilder(json.length() + 64);
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      switch (c) {
        case '<', '>', '&', '\u2028', '\u2029' -> safe.append("\\u%04x".formatted((int) c));
        default -> safe.append(c);
      }
    }
    return safe.toString();
  }

  /** What the browser computes of the element's text before it obeys it. */
  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = SelfContainedPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("The jar has no " + name + "; it was built wrongly");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("The jar's " + name + " cannot be read", e);
    }
  }
}
