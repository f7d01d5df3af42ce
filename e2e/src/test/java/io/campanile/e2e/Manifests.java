package io.campanile.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the manifests that ship say. */
final class Manifests {

  private static final Path BASE = Path.of("../k8s/base/campanile.yaml");
  private static final Pattern OPTION =
      Pattern.compile("(?m)^    ([a-z][\\w.-]+): \"?([^\"\\n]+)\"?$");

  private Manifests() {}

  /** Flink's options of the deployment. */
  static Map<String, String> options() throws IOException {
    String text = Files.readString(BASE);
    String options =
        text.substring(text.indexOf("  flinkConfiguration:"), text.indexOf("  logConfiguration:"));
    Map<String, String> found = new TreeMap<>();
    Matcher option = OPTION.matcher(options);
    while (option.find()) {
      found.put(option.group(1), option.group(2));
    }
    return found;
  }

  /** Those that say what is told to Prometheus. */
  static Map<String, String> metricOptions() throws IOException {
    Map<String, String> options = options();
    options.keySet().removeIf(name -> !name.contains("metrics"));
    return options;
  }

  /** How it logs. */
  static String logging() throws IOException {
    String text = Files.readString(BASE);
    String begin = "    log4j-console.properties: |\n";
    return text.substring(text.indexOf(begin) + begin.length(), text.indexOf("\n  job:\n"))
        .stripIndent();
  }
}
