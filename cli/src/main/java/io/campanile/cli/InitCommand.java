package io.campanile.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code init DIR}. */
@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    description =
        "Writes a directory to start from: three campaigns with their tests, a policy, segments,"
            + " traits, settings for editors, and a workflow that checks pull requests. A file that"
            + " is there already stays as it is.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "2:wrong usage", "3:a file could not be written"})
final class InitCommand implements Callable<Integer> {

  @Parameters(paramLabel = "DIR", description = "Directory; made where it is missing.")
  private Path directory = Path.of(".");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    List<String> kept = new ArrayList<>();
    int written = 0;
    try {
      for (Map.Entry<String, String> file : Starter.files().entrySet()) {
        if (write(directory.resolve(file.getKey()), file.getValue())) {
          written++;
          tell(out, file.getKey());
        } else {
          kept.add(file.getKey());
        }
      }
    } catch (IOException e) {
      err.println("Cannot write to " + directory.toAbsolutePath() + ": " + e);
      err.flush();
      return ExitCode.ENVIRONMENT;
    }
    kept.forEach(path -> out.println("  kept    " + path));
    out.println();
    out.println(
        written == 0
            ? "Everything was there already in " + directory + "."
            : "Next: campanile validate " + directory + ", then campanile test " + directory);
    out.flush();
    return ExitCode.DONE;
  }

  /** The schemas are many, and nobody reads them. */
  private static void tell(PrintWriter out, String path) {
    if (!path.startsWith(Starter.SCHEMAS)) {
      out.println("  written " + path);
    }
  }

  /** Whether it was written: never over a file that is there. */
  private static boolean write(Path file, String text) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    try {
      Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }
}
