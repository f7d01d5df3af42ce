package io.campanile.jobs.start;

import io.campanile.jobs.live.LiveConfig;
import io.campanile.jobs.live.Secrets;
import io.campanile.jobs.start.LiveSetup.WantingException;
import io.campanile.jobs.topics.Finding;
import io.campanile.jobs.topics.TopicCheck;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What is checked before a job is deployed or started: everything that would otherwise show only
 * when it runs.
 *
 * @param errors why the job could not run, a line each
 * @param warnings what is hardly meant, a line each
 * @param checked what was looked at and found well, a line each
 */
public record Preflight(List<String> errors, List<String> warnings, List<String> checked) {

  /** Keeps copies. */
  public Preflight {
    errors = List.copyOf(errors);
    warnings = List.copyOf(warnings);
    checked = List.copyOf(checked);
  }

  /** Checks a configuration file and all that it leads to; changes nothing that stays. */
  public static Preflight of(Path file, Secrets secrets) {
    LiveSetup setup;
    try {
      setup = LiveSetup.read(file, secrets);
    } catch (WantingException e) {
      return new Preflight(e.lines(), List.of(), List.of());
    }
    List<String> errors = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    List<String> checked = new ArrayList<>();
    checked.add("configuration: " + file + ", every secret found");
    checked.add(
        "patterns: release %s, %d campaigns"
            .formatted(setup.patterns().release(), setup.patterns().campaigns().size()));
    topics(setup.config(), errors, warnings, checked);
    checkpoints(setup.config(), errors, checked);
    return new Preflight(errors, warnings, checked);
  }

  /** Whether the job can run, as far as can be seen from here. */
  public boolean isWell() {
    return errors.isEmpty();
  }

  /** All of it, for people: errors first. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    errors.forEach(error -> lines.add("error: " + error));
    warnings.forEach(warning -> lines.add("warning: " + warning));
    checked.forEach(well -> lines.add("well: " + well));
    return lines;
  }

  private static void topics(
      LiveConfig config, List<String> errors, List<String> warnings, List<String> checked) {
    List<Finding> findings = TopicCheck.check(config);
    for (Finding finding : findings) {
      (finding.isError() ? errors : warnings).add(finding.message());
    }
    if (findings.stream().noneMatch(Finding::isError)) {
      checked.add("brokers and topics: " + config.kafka().bootstrapServers());
    }
  }

  /** Only a directory that is here can be tried; that of an object store is tried by the job. */
  private static void checkpoints(LiveConfig config, List<String> errors, List<String> checked) {
    String directory = config.checkpoints().directory().orElse("");
    if (!directory.startsWith("file:")) {
      checked.add(
          "checkpoints: not tried from here, "
              + (directory.isEmpty()
                  ? "they go where Flink is configured to keep them"
                  : directory));
      return;
    }
    try {
      Path path = Files.createDirectories(Path.of(URI.create(directory)));
      Files.delete(Files.createTempFile(path, "campanile-", ".check"));
      checked.add("checkpoints: " + directory + " can be written");
    } catch (IOException | IllegalArgumentException e) {
      errors.add("`checkpoints.directory` " + directory + " cannot be written: " + e);
    }
  }
}
