package io.campanile.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Prometheus would read of the processes of a cluster.
 *
 * @param samples of all processes
 */
public record Scrape(List<Sample> samples) {

  private static final Pattern LINE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  /** A value of a series. */
  public record Sample(String name, Map<String, String> labels, double value) {}

  /** Reads every reporter that listens on one of these ports. */
  static Scrape of(int firstPort, int ports) throws InterruptedException {
    HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
    List<Sample> samples = new ArrayList<>();
    for (int port = firstPort; port < firstPort + ports; port++) {
      URI address = URI.create("http://127.0.0.1:" + port + "/metrics");
      try {
        String body =
            client
                .send(
                    HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).build(),
                    BodyHandlers.ofString())
                .body();
        body.lines().filter(line -> !line.startsWith("#")).forEach(line -> read(line, samples));
      } catch (IOException e) {
        // Nobody listens there: there are fewer processes than ports.
      }
    }
    return new Scrape(List.copyOf(samples));
  }

  private static void read(String line, List<Sample> samples) {
    Matcher sample = LINE.matcher(line);
    if (sample.matches()) {
      Map<String, String> labels = new HashMap<>();
      Matcher label = LABEL.matcher(sample.group(2) == null ? "" : sample.group(2));
      while (label.find()) {
        labels.put(label.group(1), label.group(2));
      }
      double value =
          switch (sample.group(3)) {
            case "NaN" -> Double.NaN;
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(sample.group(3));
          };
      samples.add(new Sample(sample.group(1), Map.copyOf(labels), value));
    }
  }

  /** The samples of a metric. */
  public List<Sample> of(String name) {
    return samples.stream().filter(sample -> sample.name().equals(name)).toList();
  }

  /** The sum over all series of a metric; 0 where there is none. */
  public double sum(String name) {
    return of(name).stream().mapToDouble(Sample::value).sum();
  }
}
