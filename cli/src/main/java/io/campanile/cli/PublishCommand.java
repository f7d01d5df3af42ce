package io.campanile.cli;

import io.campanile.cli.release.GitCommit;
import io.campanile.cli.release.Publication;
import io.campanile.cli.release.Publication.Request;
import io.campanile.cli.release.Shelf;
import io.campanile.connectors.kafka.release.ReleaseLog;
import io.campanile.jobs.live.LiveConfig;
import io.campanile.model.ReleaseRecord;
import io.campanile.model.WireTime;
import io.campanile.patterns.PatternFiles;
import io.campanile.patterns.Patterns;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code publish}. */
@Command(
    name = "publish",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Makes a directory of patterns the next release of the running job, without a restart. A"
          + " directory with a problem is not published. What is under way goes on:"
          + " docs/marketers/publishing.md says how.",
      ""
    },
    footerHeading = "%nFor example:%n",
    footer = {
      "  campanile publish patterns --config campanile.yaml --dry-run",
      "  campanile publish patterns --config campanile.yaml",
      "  campanile publish --rollback 3f2c9a7d --config campanile.yaml"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:published, or in force already",
      "1:the patterns or the configuration have problems; there is no such release",
      "2:wrong usage",
      "3:the brokers do not answer, or refuse"
    })
final class PublishCommand implements Callable<Integer> {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Parameters(paramLabel = "DIR", arity = "0..1", description = "Directory of patterns.")
  private @Nullable Path directory;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      required = true,
      description = "The configuration of the job: where its brokers are, and its releases.")
  private Path config = Path.of("");

  @Option(
      names = "--rollback",
      paramLabel = "ID",
      description =
          "Instead of DIR: publishes this release again; the beginning of its id is enough.")
  private @Nullable String rollback;

  @Option(
      names = "--effective-from",
      paramLabel = "TIME",
      converter = InstantText.class,
      description =
          "Event time from which it is in force, before everything else of that time. Default: as"
              + " soon as can be, which is `releases.lead` from now.")
  private @Nullable Instant effectiveFrom;

  @Option(
      names = "--by",
      paramLabel = "NAME",
      defaultValue = "${sys:user.name}",
      description = "Who publishes it. Default: your name on this machine.")
  private String by = "";

  @Option(names = "--dry-run", description = "Says what would change, and publishes nothing.")
  private boolean dryRun;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws CommandFailedException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    if ((directory == null) == (rollback == null)) {
      throw new ParameterException(
          spec.commandLine(), "Expected a directory, or `--rollback ID`: one of the two.");
    }
    try {
      Optional<LiveConfig> read = ConfigFile.read(config, err);
      return read.isEmpty() ? ExitCode.WANTING : publish(read.get(), out, err);
    } catch (IOException e) {
      err.println(e.getMessage());
      err.println("`campanile releases` tells whether it was published nevertheless.");
      return ExitCode.ENVIRONMENT;
    } finally {
      out.flush();
      err.flush();
    }
  }

  private int publish(LiveConfig live, PrintWriter out, PrintWriter err)
      throws IOException, CommandFailedException {
    ReleaseLog log = new ReleaseLog(live.releases().topic(live.kafka()), PATIENCE);
    Optional<Request> request = directory == null ? Optional.empty() : ofDirectory(directory, err);
    if (directory != null && request.isEmpty()) {
      return ExitCode.WANTING;
    }
    Shelf shelf = Shelf.of(log.read());
    Request wanted = request.isPresent() ? request.get() : ofRelease(shelf, rollback);
    Publication publication =
        new Publication(log, shelf, live.releases().lead(), Clock.systemUTC());
    Instant earliest = publication.earliest();
    if (effectiveFrom != null && effectiveFrom.isBefore(earliest)) {
      throw new CommandFailedException(
          ExitCode.USAGE,
          "--effective-from is %s: the job may have passed it. The earliest now is %s, `releases.lead` from now."
              .formatted(WireTime.format(effectiveFrom), WireTime.format(earliest)));
    }
    ReleaseRecord release = publication.release(wanted);
    publication.preview(release, wanted.patterns()).forEach(out::println);
    if (publication.isInForce(release)) {
      out.printf("Release %s is in force already; nothing to publish.%n", release.releaseId());
    } else if (dryRun) {
      out.printf(
          "Release %s would be in force from %s.%n",
          release.releaseId(), WireTime.format(release.effectiveFrom()));
    } else {
      publication.publish(release).forEach(out::println);
    }
    return ExitCode.DONE;
  }

  private Optional<Request> ofDirectory(Path from, PrintWriter err) throws CommandFailedException {
    CheckedPatterns checked = CheckedPatterns.read(from);
    if (checked.patterns().isEmpty()) {
      checked.report().forEach(err::println);
      return Optional.empty();
    }
    return Optional.of(
        new Request(
            checked.files(),
            checked.patterns().get(),
            effectiveFrom,
            by,
            GitCommit.of(from).orElse(null)));
  }

  private Request ofRelease(Shelf shelf, @Nullable String beginning) throws CommandFailedException {
    String wanted = beginning == null ? "" : beginning;
    List<String> ids = shelf.ids(wanted);
    if (ids.size() != 1) {
      throw new CommandFailedException(
          ExitCode.WANTING,
          ids.isEmpty()
              ? "No release begins with `" + wanted + "`. `campanile releases` lists them."
              : "Several releases begin with `" + wanted + "`: " + String.join(", ", ids) + ".");
    }
    ReleaseRecord old = shelf.latest(ids.get(0)).orElseThrow();
    Patterns patterns = Shelf.patterns(old).orElseThrow();
    PatternFiles files = Shelf.files(old);
    return new Request(files, patterns, effectiveFrom, by, old.commit());
  }
}
