package io.campanile.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The recipe of the image says the same as the manifests and the build. What it makes of the
 * official image cannot be tried here, but {@link DeployedJobTest} runs the same jar beside the
 * same {@code lib}.
 */
class ImageTest {

  private static final Path ROOT = Path.of("..");
  private static final Pattern COPY = Pattern.compile("(?m)^COPY (?:--\\S+ )*(.+) (\\S+)$");

  private static String text(String file) throws IOException {
    return Files.readString(ROOT.resolve(file));
  }

  private static String first(String pattern, String text) {
    Matcher found = Pattern.compile(pattern).matcher(text);
    assertThat(found.find()).as(pattern).isTrue();
    return found.group(1);
  }

  private static String job() throws IOException {
    return text("dist/Dockerfile").replaceFirst("(?s).*(?=FROM .* AS job)", "");
  }

  @Test
  void versionsAreThoseOfTheBuild() throws IOException {
    String pom = text("pom.xml");
    String flink = first("<flink\\.version>(.+)</flink\\.version>", pom);
    String campanile = first("<artifactId>campanile</artifactId>\\s*<version>(.+)</version>", pom);

    assertThat(text("dist/Dockerfile"))
        .contains("ARG FLINK_IMAGE=flink:" + flink + "-java17")
        .contains("plugins/s3-fs-presto/flink-s3-fs-presto-" + flink + ".jar")
        .contains("campanile-cli-" + campanile + ".jar");
    assertThat(text("k8s/base/campanile.yaml"))
        .contains("image: campanile:" + campanile)
        .contains("flinkVersion: v" + flink.replaceFirst("\\.\\d+$", "").replace('.', '_'));
  }

  @Test
  void theJarLiesWhereTheManifestsSay() throws IOException {
    assertThat(job()).contains(" usrlib/campanile.jar");
    assertThat(text("k8s/base/campanile.yaml"))
        .contains("jarURI: local:///opt/flink/usrlib/campanile.jar")
        .contains("/opt/flink/usrlib/campanile.jar:/opt/flink/lib/*");
  }

  @Test
  void nobodyIsRootInIt() throws IOException {
    List<String> users =
        text("dist/Dockerfile").lines().filter(line -> line.startsWith("USER ")).toList();
    assertThat(users).endsWith("USER 9999:9999");
    assertThat(job().lines().filter(line -> line.startsWith("USER ")).toList())
        .containsExactly("USER root", "USER 9999:9999");
    assertThat(text("k8s/base/campanile.yaml")).contains("runAsUser: 9999");
  }

  @Test
  void nothingIsLoadedFromElsewhere() throws IOException {
    assertThat(text("dist/Dockerfile"))
        .doesNotContainPattern("(?m)^ADD ")
        .doesNotContain("curl", "wget", "apt-get", "https://");
  }

  @Test
  void whatIsCopiedIsLetThrough() throws IOException {
    List<String> letThrough =
        text(".dockerignore").lines().filter(line -> line.startsWith("!")).toList();
    Matcher copy = COPY.matcher(text("dist/Dockerfile"));
    while (copy.find()) {
      for (String source : copy.group(1).split(" ", -1)) {
        assertThat(letThrough)
            .as(source)
            .anyMatch(line -> source.matches(line.substring(1).replace("*", ".*") + "/?"));
      }
    }
  }

  /** After a build; a plain {@code mvn test} makes no jars. */
  @Test
  @Tag("slow")
  void whatIsCopiedIsThere() throws IOException {
    Matcher copy = COPY.matcher(job());
    while (copy.find()) {
      for (String source : copy.group(1).split(" ", -1)) {
        assertThat(ROOT.resolve(source)).exists();
      }
    }
    try (Stream<Path> plugins = Files.list(FlinkHome.assembled().plugins())) {
      assertThat(plugins.map(path -> path.getFileName().toString())).contains("metrics-prometheus");
    }
  }
}
