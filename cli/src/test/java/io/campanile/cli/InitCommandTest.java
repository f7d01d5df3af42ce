package io.campanile.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.patterns.Shapes;
import io.campanile.patterns.schema.FileSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class InitCommandTest {

  private static final Pattern COMMAND = Pattern.compile("engine/campanile (\\w+ [^\\n]*)");

  @TempDir private Path temporary;

  private final Commands commands = new Commands();
  private Path directory = Path.of("");

  @BeforeEach
  void init() {
    directory = temporary.resolve("new/patterns");
    assertThat(commands.run("init", directory)).isEqualTo(ExitCode.DONE);
  }

  @Test
  void whatItWritesIsValidWithoutAWarning() {
    assertThat(commands.run("validate", directory, "--strict")).isEqualTo(ExitCode.DONE);
  }

  @Test
  void itsTestsPassAndEveryCampaignHasSome() {
    assertThat(commands.run("test", directory)).isEqualTo(ExitCode.DONE);
    assertThat(commands.out()).contains("of 3 campaigns passed").doesNotContain("Without a test");
  }

  @Test
  void neverWritesOverAFile() throws IOException {
    Path policy = directory.resolve("policy.yaml");
    Path welcome = directory.resolve("campaigns/welcome.yaml");
    Files.writeString(policy, "time-zone: Europe/Paris\n");
    Files.delete(welcome);

    assertThat(commands.run("init", directory)).isEqualTo(ExitCode.DONE);

    assertThat(policy).hasContent("time-zone: Europe/Paris");
    assertThat(welcome).exists();
    assertThat(commands.out())
        .contains("written campaigns/welcome.yaml\n")
        .contains("kept    policy.yaml\n");
  }

  @Test
  void everyFileNamesASchemaThatIsThere() throws IOException {
    List<Path> files;
    try (var all = Files.walk(directory)) {
      files = all.filter(file -> file.toString().endsWith(".yaml")).toList();
    }
    for (Path file : files) {
      if (!file.toString().contains(".github")) {
        String modeline = Files.readAllLines(file).get(0);
        assertThat(modeline).startsWith("# yaml-language-server: $schema=");
        assertThat(file.resolveSibling(modeline.replaceAll(".*=", ""))).exists();
      }
    }
    for (Shapes.FileKind kind : Shapes.FILES) {
      assertThat(directory.resolve(".vscode/settings.json"))
          .content()
          .contains(FileSchema.fileName(kind));
    }
  }

  @Test
  void theCommandsOfTheWorkflowExist() throws IOException {
    String workflow = Files.readString(directory.resolve(".github/workflows/campaigns.yaml"));
    assertThat(new Load(LoadSettings.builder().build()).loadFromString(workflow)).isNotNull();
    Matcher command = COMMAND.matcher(workflow);
    int found = 0;
    while (command.find()) {
      String line = command.group(1).replaceAll(" >.*", "");
      String[] arguments = line.split(" ", -1);
      var commandLine = Main.commandLine(new FlinkEngine());
      if (commandLine.getSubcommands().containsKey(arguments[0])) {
        assertThat(commandLine.parseArgs(arguments)).isNotNull();
        found++;
      }
    }
    assertThat(found).isGreaterThanOrEqualTo(2);
  }
}
