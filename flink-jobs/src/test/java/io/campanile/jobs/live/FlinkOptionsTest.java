package io.campanile.jobs.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.FallbackKey;
import org.junit.jupiter.api.Test;

class FlinkOptionsTest {

  private static final Path LIST =
      Path.of("src/main/resources/io/campanile/jobs/live", FlinkOptions.RESOURCE);

  @Test
  void everyOptionOfFlinkIsKnown() throws Exception {
    String found = String.join("\n", ofFlink()) + "\n";
    if (Boolean.getBoolean("campanile.update")) {
      Files.writeString(LIST, found);
    }
    assertThat(LIST).content().as("rewrite it with -Dcampanile.update=true").isEqualTo(found);
  }

  @Test
  void aSlipIsToldWithWhatWasMeant() {
    assertThat(FlinkOptions.problem("state.backend.rocksdb.localdri"))
        .hasValue(
            "Flink has no option `state.backend.rocksdb.localdri`. Did you mean"
                + " `state.backend.rocksdb.localdir`?");
    assertThat(FlinkOptions.problem("what.is.this"))
        .hasValue("Flink has no option `what.is.this`. Flink would pass over it without a word.");
  }

  @Test
  void optionsOfPluginsAndReportersAreLeftToThem() {
    assertThat(FlinkOptions.problem("metrics.reporter.prom.port")).isEmpty();
    assertThat(FlinkOptions.problem("s3.endpoint")).isEmpty();
    assertThat(FlinkOptions.problem("execution.checkpointing.interval")).isEmpty();
  }

  /** From every public constant of a class whose name ends in {@code Options}. */
  private static Set<String> ofFlink() throws IOException, ReflectiveOperationException {
    TreeSet<String> names = new TreeSet<>();
    for (String className : classes()) {
      Class<?> options = Class.forName(className, true, FlinkOptionsTest.class.getClassLoader());
      for (Field field : options.getDeclaredFields()) {
        if (Modifier.isPublic(field.getModifiers())
            && Modifier.isStatic(field.getModifiers())
            && field.get(null) instanceof ConfigOption<?> option) {
          names.add(option.key());
          for (FallbackKey fallback : option.fallbackKeys()) {
            names.add(fallback.getKey());
          }
        }
      }
    }
    names.removeIf(name -> name.contains("<") || !name.contains("."));
    return names;
  }

  private static List<String> classes() throws IOException {
    List<String> classes = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (entry.matches(
              ".*/flink-(core|runtime|clients|streaming|statebackend|rpc|dstl)[^/]*\\.jar")
          && !entry.contains("tests")) {
        try (JarFile jar = new JarFile(entry)) {
          jar.stream()
              .map(ZipEntry::getName)
              .filter(name -> name.matches("org/apache/flink/.*Options\\.class"))
              .map(name -> name.substring(0, name.length() - 6).replace('/', '.'))
              .forEach(classes::add);
        }
      }
    }
    return classes;
  }
}
