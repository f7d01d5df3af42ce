package io.campanile.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every {@code broken/…/*.yaml} gives exactly the lines of the {@code .txt} beside it: {@code
 * line:column: message}, where a warning begins with {@code warning: }.
 */
class BrokenPatternsTest {

  private static final String TRAITS =
      """
      orders_30d: {count: Order Completed, over: 30d}
      last_order: {last: Order Completed}
      engagement: {score: {Product Viewed: 1}, half-life: 7d}
      """;

  static Stream<Path> campaigns() throws IOException, URISyntaxException {
    return yamlFiles("campaigns");
  }

  static Stream<Path> policies() throws IOException, URISyntaxException {
    return yamlFiles("policy");
  }

  @ParameterizedTest
  @MethodSource("campaigns")
  void saysWhatIsWrongWithACampaign(Path file) throws IOException {
    String path = "campaigns/" + file.getFileName();
    assertSays(file, path, Samples.cartWith(path, Files.readString(file)));
  }

  @ParameterizedTest
  @MethodSource("policies")
  void saysWhatIsWrongWithAPolicy(Path file) throws IOException {
    assertSays(file, "policy.yaml", Samples.cartWith("policy.yaml", Files.readString(file)));
  }

  static Stream<Path> traits() throws IOException, URISyntaxException {
    return yamlFiles("traits");
  }

  static Stream<Path> segments() throws IOException, URISyntaxException {
    return yamlFiles("segments");
  }

  @ParameterizedTest
  @MethodSource("traits")
  void saysWhatIsWrongWithTraits(Path file) throws IOException {
    assertSays(file, "traits.yaml", Samples.cartWith("traits.yaml", Files.readString(file)));
  }

  @ParameterizedTest
  @MethodSource("segments")
  void saysWhatIsWrongWithSegments(Path file) throws IOException {
    TreeMap<String, String> texts = new TreeMap<>(Samples.cart().texts());
    texts.put("traits.yaml", TRAITS);
    texts.put("segments.yaml", Files.readString(file));
    assertSays(file, "segments.yaml", new PatternFiles(texts));
  }

  static Stream<Path> templates() throws IOException, URISyntaxException {
    return yamlFiles("templates");
  }

  static Stream<Path> tests() throws IOException, URISyntaxException {
    return yamlFiles("tests");
  }

  @ParameterizedTest
  @MethodSource("templates")
  void saysWhatIsWrongWithTemplates(Path file) throws IOException {
    assertSays(file, "templates.yaml", Samples.cartWith("templates.yaml", Files.readString(file)));
  }

  @ParameterizedTest
  @MethodSource("tests")
  void saysWhatIsWrongWithTests(Path file) throws IOException {
    String path = "campaigns/cart-abandonment.test.yaml";
    assertSays(file, path, Samples.cartWith(path, Files.readString(file)));
  }

  private static void assertSays(Path file, String path, PatternFiles files) throws IOException {
    Path expected = Path.of(file.toString().replace(".yaml", ".txt"));
    List<String> lines = lines(PatternReader.read(files), path);
    if (Boolean.getBoolean("campanile.update") && !Files.exists(expected)) {
      // A new one, whose message somebody reads before it is committed.
      Path source = Path.of("src/test/resources").resolve(root().relativize(expected));
      Files.write(source, lines);
      return;
    }
    assertThat(lines).isNotEmpty().containsExactlyElementsOf(Files.readAllLines(expected));
  }

  private static Path root() {
    try {
      return Path.of(
              Objects.requireNonNull(BrokenPatternsTest.class.getResource("/broken")).toURI())
          .resolveSibling("");
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> lines(Reading reading, String path) {
    String prefix = path + ":";
    if (reading instanceof Reading.Invalid invalid) {
      return invalid.problems().stream().map(p -> p.toString().replace(prefix, "")).toList();
    }
    return ((Reading.Valid) reading)
        .warnings().stream().map(p -> "warning: " + p.toString().replace(prefix, "")).toList();
  }

  private static Stream<Path> yamlFiles(String folder) throws IOException, URISyntaxException {
    Path directory =
        Path.of(
            Objects.requireNonNull(BrokenPatternsTest.class.getResource("/broken/" + folder))
                .toURI());
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
    }
  }
}
