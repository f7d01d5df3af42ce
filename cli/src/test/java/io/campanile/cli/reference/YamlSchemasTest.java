package io.campanile.cli.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.campanile.patterns.PatternFiles;
import io.campanile.patterns.PatternReader;
import io.campanile.patterns.Problem;
import io.campanile.patterns.ProblemCode;
import io.campanile.patterns.Reading;
import io.campanile.patterns.Shapes;
import io.campanile.patterns.Shapes.FileKind;
import io.campanile.patterns.schema.FileSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** The schemas that editors go by agree with the readers. */
class YamlSchemasTest {

  private static final Path DIRECTORY = Path.of("../docs/reference/schemas/yaml");
  private static final Path SHIPPED = Path.of("../patterns");
  private static final Path BROKEN = Path.of("../patterns/src/test/resources/broken");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What can be seen without knowing what names and expressions mean. */
  private static final Set<ProblemCode> STRUCTURAL =
      Set.of(
          ProblemCode.UNKNOWN_KEY,
          ProblemCode.MISSING_KEY,
          ProblemCode.WRONG_KIND,
          ProblemCode.UNKNOWN_WORD,
          ProblemCode.NUMBER,
          ProblemCode.TIME_OF_DAY,
          ProblemCode.REPEAT,
          ProblemCode.CAP_OF_ZERO,
          ProblemCode.CAP_WINDOW,
          ProblemCode.TEST_TIME);

  static List<FileKind> kinds() {
    return Shapes.FILES;
  }

  static Stream<Path> shipped() throws IOException {
    return yaml(SHIPPED)
        .filter(file -> !file.toString().contains("/src/") && !file.endsWith("kustomization.yaml"));
  }

  static Stream<Path> broken() throws IOException {
    return yaml(BROKEN);
  }

  private static Stream<Path> yaml(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .filter(file -> !file.toString().contains("/target/"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void isPublishedAsTheCodeSays(FileKind kind) throws IOException {
    String generated = JSON.writer(printer()).writeValueAsString(FileSchema.of(kind)) + "\n";
    Path file = DIRECTORY.resolve(FileSchema.fileName(kind));
    if (Boolean.getBoolean("campanile.update")) {
      Files.createDirectories(DIRECTORY);
      Files.writeString(file, generated);
    }
    assertThat(file).content().as("rewrite it with -Dcampanile.update=true").isEqualTo(generated);
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void shippedFilesFitAndNameTheirSchema(Path file) throws IOException {
    FileKind kind = kindOf(SHIPPED.relativize(file).toString());
    String text = Files.readString(file);
    assertThat(faults(kind, text)).isEmpty();

    String schema =
        file.toAbsolutePath()
            .normalize()
            .resolveSibling("")
            .relativize(DIRECTORY.toAbsolutePath().normalize())
            .resolve(FileSchema.fileName(kind))
            .toString();
    assertThat(text.lines().findFirst()).hasValue("# yaml-language-server: $schema=" + schema);
  }

  @ParameterizedTest
  @MethodSource("broken")
  void whatIsAllowedFitsAndWhatIsMalformedDoesNot(Path file) throws IOException {
    String text = Files.readString(file);
    String path = path(file);
    Set<ProblemCode> codes = codes(path, text);
    List<String> faults;
    if (file.toString().contains("in-a-circle")) {
      // JSON has no circles.
      return;
    }
    try {
      faults = faults(kindOf(path), text);
    } catch (YamlEngineException e) {
      return;
    }
    if (codes.isEmpty()) {
      assertThat(faults).as("only warned of: " + file).isEmpty();
    }
    if (!codes.isEmpty() && STRUCTURAL.containsAll(codes) && isShaped(file)) {
      assertThat(faults).as("%s: %s", file, codes).isNotEmpty();
    }
  }

  /** What depends on what stands elsewhere in the file no schema can tell. */
  private static boolean isShaped(Path file) {
    return !file.toString().matches(".*/(time-zone-.*|per-any-in-capitals|within-on-.*)\\.yaml");
  }

  private static String path(Path file) {
    String folder = BROKEN.relativize(file).getName(0).toString();
    return switch (folder) {
      case "campaigns" -> "campaigns/" + file.getFileName();
      case "tests" -> "campaigns/cart-abandonment.test.yaml";
      default -> folder + ".yaml";
    };
  }

  private static FileKind kindOf(String path) {
    String name =
        path.endsWith(".test.yaml")
            ? "tests"
            : path.startsWith("campaigns/") ? "campaign" : path.replace(".yaml", "");
    return Shapes.FILES.stream().filter(kind -> kind.name().equals(name)).findFirst().orElseThrow();
  }

  /** The codes of what is wrong, warnings left out. */
  private static Set<ProblemCode> codes(String path, String text) throws IOException {
    TreeMap<String, String> texts = new TreeMap<>();
    texts.put(
        "campaigns/cart-abandonment.yaml",
        Files.readString(BROKEN.resolveSibling("cart-abandonment.yaml")));
    texts.put(path, text);
    Reading reading = PatternReader.read(new PatternFiles(texts));
    return reading instanceof Reading.Invalid invalid
        ? invalid.problems().stream()
            .filter(problem -> problem.file().equals(path))
            .map(Problem::code)
            .collect(Collectors.toSet())
        : Set.of();
  }

  private static List<String> faults(FileKind kind, String yaml) throws IOException {
    LoadSettings settings =
        LoadSettings.builder().setSchema(new CoreSchema()).setAllowDuplicateKeys(true).build();
    Object value = new Load(settings).loadFromString(yaml);
    if (value == null) {
      return List.of();
    }
    JsonSchema schema =
        JsonSchemaFactory.getInstance(VersionFlag.V7)
            .getSchema(JSON.writeValueAsString(FileSchema.of(kind)));
    return schema.validate(JSON.writeValueAsString(value), InputFormat.JSON).stream()
        .map(ValidationMessage::getMessage)
        .toList();
  }

  private static DefaultPrettyPrinter printer() {
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
    return printer;
  }
}
