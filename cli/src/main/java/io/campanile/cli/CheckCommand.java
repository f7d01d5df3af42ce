package io.campanile.cli;

import io.campanile.cli.manifests.ManifestCheck;
import io.campanile.cli.manifests.OperatorRelease;
import io.campanile.jobs.live.Secrets;
import io.campanile.jobs.start.Preflight;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code check}. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Checks everything that would otherwise show only when the job runs. With --config: options,"
          + " secrets, patterns, brokers, topics and the directory of checkpoints, from this machine."
          + " With --manifests: what Kubernetes is about to be given, without a cluster.",
      ""
    },
    footerHeading = "%nFor example:%n",
    footer = {
      "  campanile check --config campanile.yaml",
      "  kubectl kustomize k8s/overlays/production | campanile check --manifests -",
      "  campanile check --manifests rendered.yaml --operator 1.15 --definition-mended --cluster"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all is well, as far as can be seen from here",
      "1:the job could not run",
      "2:wrong usage; there is no such file"
    })
final class CheckCommand implements Callable<Integer> {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration of the live job.")
  private @Nullable Path config;

  @Option(
      names = "--manifests",
      paramLabel = "FILE",
      description = "Rendered manifests, several documents in a file; - reads them from stdin.")
  private @Nullable String manifests;

  @Option(
      names = "--operator",
      paramLabel = "VERSION",
      defaultValue = "1.15",
      description =
          "With --manifests: the version of the Flink Kubernetes operator. Default:"
              + " ${DEFAULT-VALUE}.")
  private String operator = "1.15";

  @Option(
      names = "--definition-mended",
      description =
          "With --manifests: the operator's custom resource definition was told of Flink 2.3, see"
              + " k8s/operator/README.md.")
  private boolean definitionMended;

  @Option(
      names = "--secret",
      paramLabel = "NAME=KEY,…",
      description =
          "With --manifests: a secret that is made elsewhere, and its keys. May be given several"
              + " times.")
  private List<String> secrets = List.of();

  @Option(
      names = "--cluster",
      description =
          "With --manifests: asks kubectl for secrets that are not among the manifests; only for"
              + " the names of their keys.")
  private boolean cluster;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    if (config == null && manifests == null) {
      throw new ParameterException(
          spec.commandLine(), "Nothing to check: expected --config, --manifests or both.");
    }
    PrintWriter out = spec.commandLine().getOut();
    boolean well = true;
    if (config != null) {
      Preflight preflight = Preflight.of(config, new Secrets(System.getenv()));
      preflight.lines().forEach(out::println);
      well = preflight.isWell();
    }
    if (manifests != null) {
      List<String> problems = manifestProblems(manifests);
      problems.forEach(problem -> out.println("error: " + problem));
      if (problems.isEmpty()) {
        out.println("well: manifests, for operator " + operator);
      }
      well &= problems.isEmpty();
    }
    out.flush();
    return well ? ExitCode.DONE : ExitCode.WANTING;
  }

  private List<String> manifestProblems(String source) throws IOException {
    OperatorRelease release =
        OperatorRelease.of(operator)
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(),
                        "Invalid value for option '--operator': '"
                            + operator
                            + "', known are "
                            + OperatorRelease.numbers()));
    try {
      return new ManifestCheck(text(source), release, definitionMended, vouched(), cluster)
          .problems();
    } catch (IllegalArgumentException e) {
      return List.of("The manifests are no YAML: " + e.getMessage());
    }
  }

  private String text(String source) throws IOException {
    if (source.equals("-")) {
      return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
    }
    if (!Files.isRegularFile(Path.of(source))) {
      throw new ParameterException(
          spec.commandLine(),
          "No such file: "
              + source
              + ". A directory is rendered with `kubectl kustomize DIR | campanile check --manifests -`.");
    }
    return Files.readString(Path.of(source));
  }

  private Map<String, List<String>> vouched() {
    Map<String, List<String>> vouched = new LinkedHashMap<>();
    for (String secret : secrets) {
      int equals = secret.indexOf('=');
      if (equals < 1) {
        throw new ParameterException(
            spec.commandLine(),
            "Invalid value for option '--secret': '" + secret + "', expected NAME=KEY,KEY");
      }
      vouched
          .computeIfAbsent(secret.substring(0, equals), name -> new ArrayList<>())
          .addAll(Arrays.asList(secret.substring(equals + 1).split(",", -1)));
    }
    return vouched;
  }
}
