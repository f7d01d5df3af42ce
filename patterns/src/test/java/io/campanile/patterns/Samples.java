package io.campanile.patterns;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Files of patterns for tests. */
final class Samples {

  static final String CART = "campaigns/cart-abandonment.yaml";

  private Samples() {}

  /** A directory that is right: one campaign, with the tag {@code promotional}. */
  static PatternFiles cart() {
    return new PatternFiles(new TreeMap<>(Map.of(CART, resource("cart-abandonment.yaml"))));
  }

  /** The same with one more file, or another one in its place. */
  static PatternFiles cartWith(String path, String text) {
    TreeMap<String, String> texts = new TreeMap<>(cart().texts());
    texts.put(path, text);
    return new PatternFiles(texts);
  }

  /** The same with a campaign called {@code sample}: these lines, and what they leave out. */
  static Campaign campaign(String lines) {
    StringBuilder text = new StringBuilder("campaign: sample\n").append(lines).append('\n');
    if (!lines.contains("trigger:")) {
      text.append("trigger: {steps: [{event: Product Added, as: added}]}\n");
    }
    if (!lines.contains("actions:")) {
      text.append("actions: [{channel: email, template: reminder}]\n");
    }
    PatternFiles files = cartWith("campaigns/sample.yaml", text.toString());
    return valid(files).patterns().campaigns().stream()
        .filter(campaign -> campaign.name().equals("sample"))
        .findFirst()
        .orElseThrow();
  }

  /** The policy of these lines. */
  static Policy policy(String lines) {
    return valid(cartWith("policy.yaml", lines)).patterns().policy();
  }

  static Reading.Valid valid(PatternFiles files) {
    Reading reading = PatternReader.read(files);
    if (reading instanceof Reading.Invalid invalid) {
      throw new AssertionError("Expected no problem: " + invalid.problems());
    }
    return (Reading.Valid) reading;
  }

  static String resource(String name) {
    try (InputStream in = Samples.class.getResourceAsStream("/" + name)) {
      if (in == null) {
        throw new AssertionError("No test resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
