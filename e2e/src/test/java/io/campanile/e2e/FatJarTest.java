package io.campanile.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What goes into {@code usrlib}: all that Flink does not bring, and nothing that it does. */
@Tag("slow")
class FatJarTest {

  private static final Set<String> ROOTS =
      new TreeSet<>(
          Set.of(
              "cel/parser",
              "com/fasterxml",
              "com/github",
              "com/google",
              "dev/cel",
              "io/campanile",
              "net/jpountz",
              "org/antlr",
              "org/apache/commons/codec",
              "org/apache/flink/cep",
              "org/apache/flink/connector/kafka",
              "org/apache/flink/streaming/connectors/kafka",
              "org/apache/flink/streaming/util/serialization",
              "org/apache/kafka",
              "org/flywaydb",
              "org/jspecify",
              "org/postgresql",
              "org/snakeyaml",
              "org/threeten",
              "org/xerial",
              "org/yaml"));

  @Test
  void holdsWhatFlinkDoesNotBring() throws IOException {
    assertThat(classes().stream().filter(name -> ROOTS.stream().noneMatch(name::startsWith)))
        .as("classes of a dependency that nobody has looked at yet")
        .isEmpty();
    assertThat(ROOTS)
        .allSatisfy(root -> assertThat(classes()).anyMatch(name -> name.startsWith(root + "/")));
  }

  @Test
  void holdsNothingThatFlinkBrings() throws IOException {
    Set<String> flink = new TreeSet<>();
    try (var jars = Files.list(FlinkHome.assembled().lib())) {
      for (var jar :
          jars.filter(file -> file.getFileName().toString().startsWith("flink-")).toList()) {
        try (JarFile file = new JarFile(jar.toFile())) {
          file.stream().map(ZipEntry::getName).filter(FatJarTest::isClass).forEach(flink::add);
        }
      }
    }
    assertThat(classes()).doesNotContainAnyElementsOf(flink);
  }

  @Test
  void findsTheEntryClassesByTheNamesInTheManifests() throws IOException {
    assertThat(classes())
        .contains(
            "io/campanile/jobs/start/LiveMain.class",
            "io/campanile/jobs/start/DatabaseMain.class",
            "io/campanile/jobs/start/CheckMain.class");
  }

  @Test
  void keepsTheServicesOfAllItsParts() throws IOException {
    try (JarFile jar = jar();
        InputStream services =
            jar.getInputStream(
                jar.getEntry(
                    "META-INF/services/org.apache.kafka.common.config.provider.ConfigProvider"))) {
      assertThat(new String(services.readAllBytes(), StandardCharsets.UTF_8))
          .contains("FileConfigProvider");
    }
  }

  /** The same sources give the same bytes only if nothing in it tells when it was built. */
  @Test
  void knowsNothingOfTheTimeOfItsBuild() throws IOException {
    LocalDateTime source = LocalDateTime.of(2026, 1, 1, 0, 0);
    try (JarFile jar = jar()) {
      List<ZipEntry> ours =
          jar.stream()
              .filter(entry -> entry.getName().startsWith("io/campanile/"))
              .map(ZipEntry.class::cast)
              .toList();
      assertThat(ours)
          .isNotEmpty()
          .allSatisfy(entry -> assertThat(entry.getTimeLocal()).isEqualTo(source));
      assertThat(jar.getManifest().getMainAttributes().keySet().stream().map(Object::toString))
          .doesNotContain("Built-By", "Build-Time");
    }
  }

  private static Set<String> classes() throws IOException {
    try (JarFile jar = jar()) {
      return jar.stream()
          .map(ZipEntry::getName)
          .filter(FatJarTest::isClass)
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static boolean isClass(String name) {
    return name.endsWith(".class") && !name.startsWith("META-INF/");
  }

  private static JarFile jar() throws IOException {
    return new JarFile(FlinkHome.assembled().jar().toFile());
  }
}
