package io.campanile.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the manifests allow, and what they keep shut. */
class HardenedTest {

  private static final Set<String> PORT_OPTIONS =
      Set.of(
          "rest.port",
          "jobmanager.rpc.port",
          "blob.server.port",
          "taskmanager.rpc.port",
          "taskmanager.data.port");

  private static List<JsonNode> deployments(String overlay) {
    List<JsonNode> found = Resources.ofKind(Kustomize.rendered(overlay), "FlinkDeployment");
    assertThat(found).isNotEmpty();
    return found;
  }

  /** Pod Security Standards, "restricted", and a root file system that nobody writes. */
  @ParameterizedTest
  @MethodSource("io.campanile.k8s.RenderedTest#overlays")
  void podsAreRestricted(String overlay) {
    for (JsonNode deployment : deployments(overlay)) {
      JsonNode spec = deployment.path("spec");
      JsonNode pod = spec.path("podTemplate").path("spec");
      assertThat(pod.path("securityContext").path("runAsNonRoot").asBoolean()).isTrue();
      assertThat(pod.path("securityContext").path("runAsUser").asInt()).isPositive();
      assertThat(pod.path("securityContext").path("seccompProfile").path("type").asText())
          .isEqualTo("RuntimeDefault");
      for (String shared : List.of("hostNetwork", "hostPID", "hostIPC")) {
        assertThat(pod.has(shared)).as(shared).isFalse();
      }
      assertThat(pod.path("volumes"))
          .allSatisfy(volume -> assertThat(volume.has("hostPath")).isFalse());
      for (JsonNode container : containers(spec)) {
        JsonNode context = container.path("securityContext");
        assertThat(context.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(context.path("readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(context.path("capabilities").path("drop").path(0).asText()).isEqualTo("ALL");
      }
    }
  }

  private static List<JsonNode> containers(JsonNode spec) {
    List<JsonNode> containers = new ArrayList<>();
    for (JsonNode template :
        List.of(spec.path("podTemplate"), spec.path("jobManager").path("podTemplate"))) {
      template.path("spec").path("containers").forEach(containers::add);
      template.path("spec").path("initContainers").forEach(containers::add);
    }
    assertThat(containers).hasSizeGreaterThanOrEqualTo(1);
    return containers;
  }

  /** With a read-only root, every directory that Flink writes to is a volume. */
  @ParameterizedTest
  @MethodSource("io.campanile.k8s.RenderedTest#overlays")
  void whatFlinkWritesToIsAVolume(String overlay) {
    for (JsonNode deployment : deployments(overlay)) {
      JsonNode spec = deployment.path("spec");
      Set<String> mounted = new TreeSet<>();
      spec.path("podTemplate")
          .path("spec")
          .path("containers")
          .path(0)
          .path("volumeMounts")
          .forEach(mount -> mounted.add(mount.path("mountPath").asText()));
      assertThat(mounted).contains("/tmp", "/opt/flink/log");
      JsonNode disk = spec.path("flinkConfiguration").path("state.backend.rocksdb.localdir");
      if (!disk.isMissingNode()) {
        assertThat(mounted).contains(disk.asText());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("io.campanile.k8s.RenderedTest#overlays")
  void portsOfFlinkAreThoseOfTheNetworkPolicies(String overlay) {
    for (JsonNode deployment : deployments(overlay)) {
      String name = deployment.path("metadata").path("name").asText();
      Set<String> configured = new TreeSet<>();
      PORT_OPTIONS.forEach(
          option ->
              configured.add(
                  deployment.path("spec").path("flinkConfiguration").path(option).asText()));
      JsonNode policy =
          Resources.ofKind(Kustomize.rendered(overlay), "NetworkPolicy").stream()
              .filter(found -> found.path("metadata").path("name").asText().equals(name + "-flink"))
              .findFirst()
              .orElseThrow();
      Set<String> open = new TreeSet<>();
      policy
          .path("spec")
          .path("ingress")
          .path(0)
          .path("ports")
          .forEach(port -> open.add(port.path("port").asText()));
      assertThat(open).isEqualTo(configured);
      assertThat(policy.path("spec").path("podSelector").path("matchLabels").path("app").asText())
          .isEqualTo(name);
    }
  }

  /** Nobody gets what is not denied to all first. */
  @ParameterizedTest
  @MethodSource("io.campanile.k8s.RenderedTest#overlays")
  void everythingIsDeniedThatIsNotAllowed(String overlay) {
    assertThat(Resources.ofKind(Kustomize.rendered(overlay), "NetworkPolicy"))
        .anySatisfy(
            policy -> {
              JsonNode spec = policy.path("spec");
              assertThat(spec.path("policyTypes")).hasSize(2);
              assertThat(spec.has("ingress") || spec.has("egress")).isFalse();
            });
  }

  @ParameterizedTest
  @MethodSource("io.campanile.k8s.RenderedTest#overlays")
  void rolesNameWhatTheyAllow(String overlay) {
    List<JsonNode> roles = Resources.ofKind(Kustomize.rendered(overlay), "Role");
    assertThat(roles).hasSize(2);
    for (JsonNode role : roles) {
      for (JsonNode rule : role.path("rules")) {
        assertThat(texts(rule.path("resources"))).doesNotContain("*", "secrets");
        assertThat(texts(rule.path("verbs"))).doesNotContain("*", "deletecollection");
      }
    }
    assertThat(Resources.ofKind(Kustomize.rendered(overlay), "ClusterRole")).isEmpty();
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  @ParameterizedTest
  @MethodSource("io.campanile.k8s.RenderedTest#overlays")
  void namespacesAreRestrictedToo(String overlay) {
    assertThat(Resources.ofKind(Kustomize.rendered(overlay), "Namespace"))
        .hasSize(1)
        .allSatisfy(
            namespace ->
                assertThat(
                        namespace
                            .path("metadata")
                            .path("labels")
                            .path("pod-security.kubernetes.io/enforce")
                            .asText())
                    .isEqualTo("restricted"));
  }
}
