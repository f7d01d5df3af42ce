package io.campanile.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.cli.MarkdownPage.Block;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Who follows the page of comparisons, behind that of the first campaign, sees what it shows. */
@Tag("slow")
class DiffDocsTest {

  private static final MarkdownPage FIRST = MarkdownPage.of("docs/marketers/README.md");
  private static final MarkdownPage PAGE = MarkdownPage.of("docs/marketers/diff.md");

  @TempDir private Path directory;

  @Test
  void theFirstComparisonSaysWhatThePageShows() throws IOException {
    write("my-patterns/campaigns/wish-reminder.yaml", block("yaml", "campaign"));
    write("my-patterns/policy.yaml", block("yaml", "policy"));
    write("sooner/campaigns/wish-reminder.yaml", block("yaml", "campaign").replace("2d", "1d"));
    write("sooner/policy.yaml", block("yaml", "policy"));
    write("march.jsonl", block("json", "events"));

    Block command = PAGE.blocks("sh").get(0);
    StringWriter out = new StringWriter();
    CommandLine commands = Main.commandLine(new FlinkEngine());
    commands.setOut(new PrintWriter(out, true));
    String[] arguments =
        command
            .text()
            .strip()
            .replace("./campanile ", "")
            .replaceAll("my-patterns|sooner|march.jsonl", directory + "/$0")
            .split(" ");
    assertThat(commands.execute(arguments)).isEqualTo(ExitCode.DONE);
    assertThat(out.toString().replace(directory + "/", "")).isEqualTo(PAGE.after(command).text());
  }

  private static String block(String language, String kind) {
    return FIRST.blocks(language).stream()
        .filter(block -> block.kind().equals(kind))
        .findFirst()
        .orElseThrow()
        .text();
  }

  private void write(String file, String text) throws IOException {
    Path path = directory.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
