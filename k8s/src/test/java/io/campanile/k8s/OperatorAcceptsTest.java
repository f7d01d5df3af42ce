package io.campanile.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.kubernetes.operator.api.FlinkDeployment;
import org.apache.flink.kubernetes.operator.config.FlinkConfigManager;
import org.apache.flink.kubernetes.operator.validation.DefaultValidator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The operator's own validator, of the newest operator that is on Maven Central. It knows no Flink
 * 2, so that it is told 1.18; {@code campanile check --manifests} is what judges the version, and
 * fields are compared with a newer definition there.
 */
class OperatorAcceptsTest {

  /** Fields that an operator has learned since. */
  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private static Optional<String> problem(JsonNode deployment) throws Exception {
    ObjectNode known = deployment.deepCopy();
    known.withObject("/spec").put("flinkVersion", "v1_18");
    // It knows these two by the names that they had before Flink 2.
    ObjectNode options = known.withObject("/spec/flinkConfiguration");
    rename(options, "execution.checkpointing.dir", "state.checkpoints.dir");
    rename(options, "execution.checkpointing.savepoint-dir", "state.savepoints.dir");
    rename(options, "high-availability.type", "high-availability");
    DefaultValidator validator = new DefaultValidator(new FlinkConfigManager(new Configuration()));
    return validator.validateDeployment(JSON.treeToValue(known, FlinkDeployment.class));
  }

  private static void rename(ObjectNode options, String name, String former) {
    JsonNode value = options.remove(name);
    if (value != null) {
      options.set(former, value);
    }
  }

  private static List<JsonNode> deployments(String overlay) {
    return Resources.ofKind(Kustomize.rendered(overlay), "FlinkDeployment");
  }

  @ParameterizedTest
  @MethodSource("io.campanile.k8s.RenderedTest#overlays")
  void everyDeploymentIsAccepted(String overlay) throws Exception {
    assertThat(deployments(overlay)).isNotEmpty();
    for (JsonNode deployment : deployments(overlay)) {
      assertThat(problem(deployment)).as(Resources.nameOf(deployment)).isEmpty();
    }
  }

  @Test
  void whatIsWrongIsRefused() throws Exception {
    ObjectNode deployment = deployments("production").get(0).deepCopy();
    ObjectNode options = deployment.withObject("/spec/flinkConfiguration");

    options.remove("execution.checkpointing.savepoint-dir");
    assertThat(problem(deployment))
        .hasValueSatisfying(text -> assertThat(text).contains("savepoint"));

    options.put("execution.checkpointing.savepoint-dir", "s3://a/b");
    options.remove("high-availability.type");
    assertThat(problem(deployment))
        .hasValueSatisfying(text -> assertThat(text).containsIgnoringCase("high availability"));

    options.put("high-availability.type", "kubernetes");
    options.put("kubernetes.cluster-id", "mine");
    assertThat(problem(deployment))
        .hasValueSatisfying(text -> assertThat(text).contains("kubernetes.cluster-id"));
  }
}
