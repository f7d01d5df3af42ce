package io.campanile.cli.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests that ship are well; each slip in them is found before anything is deployed. */
class ManifestCheckTest {

  private static final Map<String, List<String>> SECRETS =
      Map.of(
          "campanile",
          List.of("kafka-jaas", "kafka-ca.pem", "postgresql-password", "postgresql-ca.pem"));

  private static String shipped(String overlay) throws IOException {
    return Files.readString(Path.of("../k8s/rendered", overlay + ".yaml"));
  }

  private static List<String> problems(String text) {
    return problems(text, SECRETS);
  }

  private static List<String> problems(String text, Map<String, List<String>> secrets) {
    return new ManifestCheck(text, OperatorRelease.V1_15, true, secrets, false).problems();
  }

  /** The production manifests with one thing changed, which has to be there. */
  private static String production(String found, String replacement) throws IOException {
    String text = shipped("production");
    assertThat(text).contains(found);
    return text.replace(found, replacement);
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "staging", "production"})
  void theManifestsThatShipAreWell(String overlay) throws IOException {
    assertThat(problems(shipped(overlay))).isEmpty();
  }

  @Test
  void aFieldThatNobodyKnowsIsToldWithTheNearest() throws IOException {
    assertThat(problems(production("    upgradeMode: savepoint", "    upgradMode: savepoint")))
        .contains(
            "FlinkDeployment/campanile: spec.job.upgradMode: this field is not known. Did you mean"
                + " `upgradeMode`?");
    assertThat(problems(production("readOnlyRootFilesystem: true", "readOnlyRootFileSystem: true")))
        .isNotEmpty()
        .allMatch(problem -> problem.contains("Did you mean `readOnlyRootFilesystem`?"));
  }

  @Test
  void aWrongTypeOrChoiceIsTold() throws IOException {
    assertThat(problems(production("parallelism: 8", "parallelism: eight")))
        .containsExactly(
            "FlinkDeployment/campanile: spec.job.parallelism: found a text, expected integer.");
    assertThat(problems(production("upgradeMode: savepoint", "upgradeMode: savepoints")))
        .anyMatch(problem -> problem.contains("found `savepoints`. Did you mean `savepoint`?"));
    assertThat(
            problems(
                production("pipeline.max-parallelism: \"720\"", "pipeline.max-parallelism: 720")))
        .containsExactly(
            "FlinkDeployment/campanile: spec.flinkConfiguration.pipeline.max-parallelism: found"
                + " `720`, expected string.");
  }

  @Test
  void anOptionThatFlinkDoesNotHaveIsTold() throws IOException {
    assertThat(
            problems(
                production("execution.checkpointing.min-pause", "execution.checkpoint.min-pause")))
        .contains(
            "FlinkDeployment/campanile: spec.flinkConfiguration: Flink has no option"
                + " `execution.checkpoint.min-pause`. Did you mean"
                + " `execution.checkpointing.min-pause`?");
    assertThat(
            problems(
                production(
                    "execution.checkpointing.min-pause", "execution.checkpointing.interval")))
        .isNotEmpty()
        .allMatch(
            problem ->
                problem.endsWith("`checkpoints.interval` of the configuration file goes over it."));
  }

  @Test
  void whatTheUpgradeNeedsIsMissed() throws IOException {
    assertThat(
            problems(
                production(
                    "    execution.checkpointing.savepoint-dir: s3://campanile/savepoints\n", "")))
        .containsExactly(
            "FlinkDeployment/campanile: spec.flinkConfiguration:"
                + " `execution.checkpointing.savepoint-dir` is missing, which `upgradeMode:"
                + " savepoint` needs.");
  }

  @Test
  void aVersionOfFlinkThatTheOperatorDoesNotKnowIsTold() throws IOException {
    String text = shipped("production");

    assertThat(new ManifestCheck(text, OperatorRelease.V1_14, true, SECRETS, false).problems())
        .contains(
            "FlinkDeployment/campanile: spec.flinkVersion: Found `v2_3`; the newest that operator"
                + " 1.14 knows is `v2_2`.");
    assertThat(new ManifestCheck(text, OperatorRelease.V1_15, false, SECRETS, false).problems())
        .hasSize(2)
        .allMatch(problem -> problem.contains("ends at `v2_2`, and the API server refuses it"));
    assertThat(problems(production("flinkVersion: v2_3", "flinkVersion: v2_33")))
        .hasSize(2)
        .allMatch(problem -> problem.contains("Found `v2_33`"));
  }

  @Test
  void aMissingSecretIsTold() throws IOException {
    assertThat(problems(shipped("production"), Map.of()))
        .anyMatch(
            problem ->
                problem.startsWith(
                    "Secret/campanile is missing, which FlinkDeployment/campanile needs."));
    assertThat(
            problems(
                shipped("production"),
                Map.of("campanile", List.of("kafka-ca.pem", "postgresql-password"))))
        .hasSize(2)
        .allMatch(
            problem ->
                problem.contains("campanile.yaml")
                    && problem.contains("`/etc/campanile/secrets/kafka-jaas` cannot be read"));
  }

  @Test
  void aMissingConfigMapIsTold() throws IOException {
    assertThat(
            problems(
                production(
                    "          name: campanile-config-", "          name: campanile-cnfig-")))
        .anyMatch(problem -> problem.startsWith("ConfigMap/campanile-cnfig-"))
        .anyMatch(
            problem ->
                problem.contains("no volume of spec.podTemplate brings")
                    && problem.contains("/etc/campanile/patterns/policy.yaml"));
  }

  @Test
  void aSlipInConfigurationOrPatternsIsTold() throws IOException {
    assertThat(problems(production("        lateness: 10s", "        latenes: 10s")))
        .isNotEmpty()
        .allMatch(problem -> problem.endsWith("Did you mean `lateness`?"));
    assertThat(problems(production("channel: push", "channel: pusch")))
        .isNotEmpty()
        .allMatch(
            problem ->
                problem.contains(": /etc/campanile/patterns/campaigns/")
                    && problem.endsWith("Did you mean `push`?"));
  }

  @Test
  void theValueOfASecretIsNeverPrinted() throws IOException {
    String text =
        shipped("production")
            + """
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: campanile, namespace: campanile}
            stringData: {kafka-jaas: "s3cret: [", kafka-ca.pem: s3cret, postgresql-password: s3cret}
            """;
    assertThat(problems(text, Map.of())).isEmpty();
    assertThat(
            problems(text.replace("kafka-bootstrap.kafka:9093", "x\n      nothing: 1"), Map.of()))
        .isNotEmpty()
        .noneMatch(problem -> problem.contains("s3cret"));
  }

  @Test
  void manifestsWithoutADeploymentAreNotWell() {
    assertThat(problems("kind: ConfigMap\n"))
        .containsExactly("There is no FlinkDeployment among these manifests.");
  }
}
