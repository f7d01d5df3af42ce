package io.campanile.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.cli.MarkdownPage.Block;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Who follows the page of the first campaign sees what it shows. */
@Tag("slow")
class FirstCampaignTest {

  private static final MarkdownPage PAGE = MarkdownPage.of("docs/marketers/README.md");

  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();

  @Test
  void everyCommandSaysWhatThePageShows() throws IOException {
    write("my-patterns/campaigns/wish-reminder.yaml", block("yaml", "campaign"));
    write("my-patterns/campaigns/wish-reminder.test.yaml", block("yaml", "tests"));
    write("my-patterns/policy.yaml", block("yaml", "policy"));
    write("march.jsonl", block("json", "events"));

    for (Block command : PAGE.blocks("sh")) {
      if (command.text().contains(" publish ")) {
        // Needs a broker, which PublishTest has.
        continue;
      }
      out.getBuffer().setLength(0);
      assertThat(run(command.text())).isEqualTo(ExitCode.DONE);
      assertThat(said()).isEqualTo(PAGE.after(command).text());
    }
  }

  @Test
  void aFailingTestIsToldAsThePageShows() throws IOException {
    Block failing = block("yaml", "failing-tests");
    write("my-patterns/campaigns/wish-reminder.yaml", block("yaml", "campaign"));
    write("my-patterns/campaigns/wish-reminder.test.yaml", failing);
    write("my-patterns/policy.yaml", block("yaml", "policy"));

    assertThat(run("./campanile test my-patterns")).isEqualTo(ExitCode.WANTING);
    assertThat(said()).isEqualTo(PAGE.after(failing).text());
  }

  /** What the command said, without where and how long. */
  private String said() {
    return out.toString()
        .replace(directory + "/", "")
        .replaceAll(", in [0-9.]+ s\\n", ", in 0.1 s\n");
  }

  @Test
  void everySlipIsToldAsThePageShows() throws IOException {
    Block broken = block("yaml", "broken-campaign");
    write("my-patterns/campaigns/wish-reminder.yaml", broken);

    assertThat(run("./campanile validate my-patterns")).isEqualTo(ExitCode.WANTING);
    assertThat(said()).isEqualTo(PAGE.after(broken).text());
  }

  private static Block block(String language, String kind) {
    return PAGE.blocks(language).stream()
        .filter(block -> block.kind().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  private void write(String file, Block block) throws IOException {
    Path path = directory.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, block.text());
  }

  /** Runs a command in the directory of this test. */
  private int run(String command) {
    List<String> files = List.of("my-patterns", "march.jsonl", "march");
    String[] arguments =
        List.of(command.strip().replace("./campanile ", "").split(" ")).stream()
            .map(argument -> files.contains(argument) ? directory + "/" + argument : argument)
            .toArray(String[]::new);
    CommandLine commands = Main.commandLine(new FlinkEngine());
    commands.setOut(new PrintWriter(out, true));
    return commands.execute(arguments);
  }
}
