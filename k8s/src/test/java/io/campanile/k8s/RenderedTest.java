package io.campanile.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is kept in {@code rendered} is what the overlays say today. */
class RenderedTest {

  static List<String> overlays() {
    return Kustomize.OVERLAYS;
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void isWhatTheOverlaysRenderTo(String overlay) throws Exception {
    Optional<String> now = Kustomize.render(overlay);
    if (now.isEmpty()) {
      assertThat(Kustomize.sum())
          .as("the overlays have changed, and there is no kustomize here to render them again")
          .isEqualTo(Kustomize.keptSum());
      return;
    }
    if (Boolean.getBoolean("campanile.update")) {
      Files.writeString(Kustomize.rendered(overlay), now.get());
      Kustomize.keepSum();
    }
    assertThat(Kustomize.rendered(overlay))
        .content()
        .as("rewrite it with -Dcampanile.update=true")
        .isEqualTo(now.get());
    assertThat(Kustomize.keptSum()).isEqualTo(Kustomize.sum());
  }

  /** A file that kustomize is not told of would not reach the cluster, and nobody would notice. */
  @Test
  void everyFileOfTheShippedPatternsReachesTheCluster() throws IOException {
    Path patterns = Path.of("../patterns");
    String kustomization = Files.readString(patterns.resolve("kustomization.yaml"));
    try (Stream<Path> campaigns = Files.list(patterns.resolve("campaigns"));
        Stream<Path> others = Files.list(patterns)) {
      List<String> files =
          Stream.concat(campaigns, others)
              .map(file -> patterns.relativize(file).toString())
              .filter(name -> name.endsWith(".yaml") && !name.equals("kustomization.yaml"))
              .filter(name -> !name.endsWith(".test.yaml"))
              .toList();
      assertThat(files).hasSizeGreaterThan(5);
      assertThat(kustomization.lines().map(String::strip))
          .containsAll(files.stream().map(name -> "- " + name).toList());
    }
  }
}
