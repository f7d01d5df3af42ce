package io.campanile.cli.manifests;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The releases of the Flink Kubernetes operator, and the newest Flink that each can run. There are
 * two answers: that of the operator itself, and that of the custom resource definition in its Helm
 * chart, which the API server goes by and which has been forgotten once.
 */
public enum OperatorRelease {
  V1_10("1.10", "v1_20", "v1_20"),
  V1_11("1.11", "v2_0", "v2_0"),
  V1_12("1.12", "v2_0", "v2_0"),
  V1_13("1.13", "v2_2", "v2_2"),
  V1_14("1.14", "v2_2", "v2_2"),
  V1_15("1.15", "v2_4", "v2_2");

  private static final List<String> FLINK =
      List.of(
          "v1_15", "v1_16", "v1_17", "v1_18", "v1_19", "v1_20", "v2_0", "v2_1", "v2_2", "v2_3",
          "v2_4");

  private final String number;
  private final String operator;
  private final String definition;

  OperatorRelease(String number, String operator, String definition) {
    this.number = number;
    this.operator = operator;
    this.definition = definition;
  }

  /** The release of this number, such as {@code 1.15} or {@code 1.15.0}. */
  public static Optional<OperatorRelease> of(String number) {
    return Arrays.stream(values())
        .filter(release -> (number + ".").startsWith(release.number + "."))
        .findFirst();
  }

  /** The numbers of all of them. */
  public static List<String> numbers() {
    return Arrays.stream(values()).map(release -> release.number).toList();
  }

  /** Its number, without the last part. */
  public String number() {
    return number;
  }

  /**
   * What is wrong with a version of Flink; empty where this release runs it.
   *
   * @param definitionMended whether somebody has added the version to the definition
   */
  Optional<String> problem(String flinkVersion, boolean definitionMended) {
    if (!knows(operator, flinkVersion)) {
      return Optional.of(
          "Found `%s`; the newest that operator %s knows is `%s`."
              .formatted(flinkVersion, number, operator));
    }
    if (!definitionMended && !knows(definition, flinkVersion)) {
      return Optional.of(
          "Found `%s`; operator %s runs it, but the definition in its Helm chart ends at `%s`, and the API server refuses it. Add it as k8s/operator/README.md says, and say so with --definition-mended."
              .formatted(flinkVersion, number, definition));
    }
    return Optional.empty();
  }

  private static boolean knows(String newest, String version) {
    int index = FLINK.indexOf(version);
    return index >= 0 && index <= FLINK.indexOf(newest);
  }
}
