package io.campanile.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.cli.replayed.Replayed;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The shop of a handful of customers, before and after a change of its patterns. */
class DiffCommandTest {

  private static final Path EXPECTED = Path.of("src/test/resources/diff");

  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path changed = Path.of("");

  @BeforeEach
  void changePatterns() throws IOException {
    changed = directory.resolve("changed");
    try (Stream<Path> files = Files.walk(Replayed.shopPatterns())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = changed.resolve(Replayed.shopPatterns().relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    edit("campaigns/cart-abandonment.yaml", "for: 1h", "for: 90m");
    edit("campaigns/look-again.yaml", "trigger:", "status: paused\ntrigger:");
    edit("campaigns/restock.yaml", "template: ", "template: new-");
    Files.writeString(
        changed.resolve("campaigns/welcome.yaml"),
        """
        campaign: welcome
        repeat: never
        trigger: {steps: [{event: Product Added}]}
        actions: [{channel: webhook, template: hello}]
        """);
  }

  private void edit(String file, String from, String to) throws IOException {
    Path path = changed.resolve(file);
    String text = Files.readString(path);
    assertThat(text).contains(from);
    Files.writeString(path, text.replaceFirst(from, to));
  }

  private int diff(String old, String now, String... more) {
    CommandLine commands = Main.commandLine(new FlinkEngine());
    commands.setOut(new PrintWriter(out, true));
    commands.setErr(new PrintWriter(err, true));
    Stream<String> arguments =
        Stream.of("diff", old, now, "--events", Replayed.shopEvents().toString());
    return commands.execute(Stream.concat(arguments, Stream.of(more)).toArray(String[]::new));
  }

  private String told() {
    return out.toString()
        .replace(changed.toString(), "changed")
        .replace(Replayed.shopPatterns().toString(), "patterns");
  }

  private void assertTold(String file) throws IOException {
    Path expected = EXPECTED.resolve(file);
    if (Boolean.getBoolean("campanile.update")) {
      Files.createDirectories(EXPECTED);
      Files.writeString(expected, told());
    }
    assertThat(told()).isEqualTo(Files.readString(expected));
  }

  @Test
  void tellsATerminalWhatIsDifferentWhyAndForWhom() throws IOException {
    assertThat(diff(Replayed.shopPatterns().toString(), changed.toString())).isZero();
    assertTold("text.txt");
  }

  @Test
  void tellsAPullRequest() throws IOException {
    assertThat(diff(Replayed.shopPatterns().toString(), changed.toString(), "--format", "markdown"))
        .isZero();
    assertTold("markdown.txt");
  }

  @Test
  void writesAPage() throws IOException {
    Path page = directory.resolve("diff.html");
    assertThat(
            diff(
                Replayed.shopPatterns().toString(),
                changed.toString(),
                "--format",
                "html",
                "--out",
                page.toString()))
        .isZero();
    assertThat(out.toString()).isEqualTo("Written to " + page + "\n");
    assertThat(Files.readString(page))
        .contains("\"name\":\"welcome\"")
        .doesNotContain("ada@shop.example", "+12125550123");
  }

  @Test
  void theSameIsNoDifference() {
    String shop = Replayed.shopPatterns().toString();
    assertThat(diff(shop, shop)).isZero();
    assertThat(told())
        .endsWith("Nothing is different: every customer gets the same at the same time.\n");
  }

  @Test
  void aVersionWithProblemsIsToldAsValidateTellsIt() throws IOException {
    edit("campaigns/welcome.yaml", "webhook", "webhok");
    assertThat(diff(Replayed.shopPatterns().toString(), changed.toString())).isEqualTo(1);
    assertThat(err.toString())
        .contains(changed + "/campaigns/welcome.yaml:4:21: ")
        .contains("Did you mean `webhook`?");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void saysWhichVersionIsMissing() {
    assertThat(diff("nowhere", changed.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("No such directory").contains("nowhere");
    assertThat(diff("no-such-branch:patterns", changed.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("git knows no revision `no-such-branch`");
  }
}
