package io.campanile.cli.manifests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Says which keys a secret outside the manifests has; never what is in it. */
@FunctionalInterface
interface SecretStore {

  /** The keys of a secret; empty where there is none. */
  Optional<Set<String>> keys(String namespace, String name);

  /**
   * What somebody vouches for.
   *
   * @param keys from the name of a secret to its keys
   */
  static SecretStore vouched(Map<String, List<String>> keys) {
    return (namespace, name) -> Optional.ofNullable(keys.get(name)).map(TreeSet::new);
  }

  /** This one, and the other for what it does not have. */
  default SecretStore or(SecretStore other) {
    return (namespace, name) -> keys(namespace, name).or(() -> other.keys(namespace, name));
  }

  /** The cluster that {@code kubectl} speaks to; only names of keys are asked for. */
  static SecretStore ofCluster() {
    return (namespace, name) -> {
      List<String> command =
          List.of(
              "kubectl",
              "--namespace=" + namespace,
              "get",
              "secret",
              name,
              "--output=go-template={{range $key, $value := .data}}{{$key}} {{end}}");
      try {
        Process kubectl =
            new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        kubectl.getOutputStream().close();
        String out = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return kubectl.waitFor() == 0
            ? Optional.of(new TreeSet<>(Arrays.asList(out.strip().split(" +", -1))))
            : Optional.empty();
      } catch (IOException e) {
        throw new IllegalStateException("kubectl cannot be started: " + e.getMessage(), e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
    };
  }
}
