package io.campanile.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Kubernetes drops a field that it does not know. Here each resource is read into the class of its
 * kind, which takes no other.
 */
class StrictResourcesTest {

  /** These classes keep what they do not know; without that, it is an error. */
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .setAnnotationIntrospector(
              new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1L;

                @Override
                public Boolean hasAnySetter(Annotated annotated) {
                  return false;
                }
              });

  private static final Map<String, Class<?>> KINDS =
      Map.of(
          "ConfigMap", ConfigMap.class,
          "Namespace", Namespace.class,
          "NetworkPolicy", NetworkPolicy.class,
          "PersistentVolumeClaim", PersistentVolumeClaim.class,
          "PodDisruptionBudget", PodDisruptionBudget.class,
          "Role", Role.class,
          "RoleBinding", RoleBinding.class,
          "Secret", Secret.class,
          "ServiceAccount", ServiceAccount.class);

  /** Kinds of other operators, whose classes are not here. */
  private static final Set<String> OTHERS =
      Set.of("FlinkDeployment", "PodMonitor", "PrometheusRule");

  @ParameterizedTest
  @MethodSource("io.campanile.k8s.RenderedTest#overlays")
  void everyFieldIsOneThatKubernetesKnows(String overlay) {
    for (JsonNode resource : Resources.of(Kustomize.rendered(overlay))) {
      String kind = resource.path("kind").asText();
      if (!OTHERS.contains(kind)) {
        Class<?> known = KINDS.get(kind);
        if (known == null) {
          throw new AssertionError("Nobody has looked at a " + kind + " yet");
        }
        assertKnown(Resources.nameOf(resource), resource, known);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("io.campanile.k8s.RenderedTest#overlays")
  void everyFieldOfAPodIsOneThatKubernetesKnows(String overlay) {
    for (JsonNode deployment : Resources.ofKind(Kustomize.rendered(overlay), "FlinkDeployment")) {
      JsonNode spec = deployment.path("spec");
      assertKnown("podTemplate", spec.path("podTemplate"), PodTemplateSpec.class);
      if (spec.path("jobManager").has("podTemplate")) {
        assertKnown(
            "jobManager.podTemplate",
            spec.path("jobManager").path("podTemplate"),
            PodTemplateSpec.class);
      }
    }
  }

  @Test
  void aSlipIsFound() {
    ObjectNode policy = JSON.createObjectNode();
    policy.withObject("/spec").put("podSelectr", "x");

    assertThat(unknown(policy, NetworkPolicy.class))
        .hasValueSatisfying(message -> assertThat(message).contains("podSelectr"));
  }

  private static void assertKnown(String name, JsonNode found, Class<?> kind) {
    assertThat(unknown(found, kind)).as(name).isEmpty();
  }

  private static Optional<String> unknown(JsonNode found, Class<?> kind) {
    try {
      assertThat(JSON.treeToValue(found, kind)).isNotNull();
      return Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
