package io.campanile.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.campanile.cli.replayed.Replayed;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ExplainCommandTest {

  private static Path shop = Path.of("");

  @TempDir Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void replay() throws Exception {
    shop = Replayed.shop().directory();
  }

  @Test
  void tellsACustomersStory() {
    assertThat(explain("u-cart")).isEqualTo(0);
    assertThat(out.toString())
        .startsWith("Customer u-cart. Times are America/New_York.\n")
        .contains("thank-you fired");
    out.getBuffer().setLength(0);
    assertThat(explain("u-cart", "--campaign", "cart-abandonment")).isEqualTo(0);
    assertThat(out.toString()).contains("cart-abandonment fired").doesNotContain("thank-you");
  }

  @Test
  void takesALocalTimeAsTheCustomers() {
    assertThat(explain("u-cart", "--at", "2026-03-02 12:30")).isEqualTo(0);
    assertThat(out.toString()).contains("What waited at Mon 2 Mar 2026 12:30:");
    String local = out.toString();
    out.getBuffer().setLength(0);
    assertThat(explain("u-cart", "--at", "2026-03-02T17:30:00Z")).isEqualTo(0);
    assertThat(out.toString()).isEqualTo(local);
  }

  @Test
  void refusesATimeThatIsNone() {
    assertThat(explain("u-cart", "--at", "monday")).isEqualTo(2);
    assertThat(err.toString()).contains("'--at': 'monday', expected a time such as 2026-03-02T18");
  }

  @Test
  void tellsPrograms() throws IOException {
    assertThat(explain("u-cart", "--format", "json")).isEqualTo(0);
    assertThat(new ObjectMapper().readTree(out.toString()).at("/triggers/0/actions/2/state"))
        .hasToString("\"cancelled\"");
  }

  @Test
  void saysThatNothingIsKnownAndWhoWasProbablyMeant() {
    assertThat(explain("u-crat")).isEqualTo(1);
    assertThat(out.toString()).contains("Nothing is known of customer u-crat", "u-cart?");
    out.getBuffer().setLength(0);
    assertThat(explain("u-cart", "--campaign", "cart-abandonmint")).isEqualTo(1);
    assertThat(out.toString()).contains("Did you mean cart-abandonment?");
  }

  @Test
  void refusesADirectoryThatNoReplayWrote() {
    assertThat(run("--customer", "u-1", "--from", directory.resolve("none").toString()))
        .isEqualTo(2);
    assertThat(run("--customer", "u-1", "--from", directory.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("No such directory: ", "has no triggers.jsonl, no ");
    assertThat(run("--customer", "u-1")).isEqualTo(2);
    assertThat(run("--from", shop.toString())).isEqualTo(2);
  }

  @Test
  void saysWhichLineItCannotRead() throws IOException {
    for (String file : List.of("triggers.jsonl", "decisions.jsonl", "actions.jsonl")) {
      Files.copy(shop.resolve(file), directory.resolve(file));
    }
    Path broken = directory.resolve("decisions.jsonl");
    List<String> lines = new ArrayList<>(Files.readAllLines(broken));
    lines.set(2, "{\"customerId\":17}");
    Files.write(broken, lines);

    assertThat(run("--customer", "u-cart", "--from", directory.toString())).isEqualTo(1);
    assertThat(err.toString()).contains(broken + ":3: `customerId` is NUMBER, expected text");
  }

  private int explain(String customer, String... more) {
    List<String> args = new ArrayList<>(List.of("--customer", customer, "--from", shop.toString()));
    args.addAll(List.of(more));
    return run(args.toArray(String[]::new));
  }

  private int run(String... args) {
    CommandLine commands = Main.commandLine(new FlinkEngine());
    commands.setOut(new PrintWriter(out, true));
    commands.setErr(new PrintWriter(err, true));
    return commands.execute(
        Stream.concat(Stream.of("explain"), Stream.of(args)).toArray(String[]::new));
  }
}
