package io.campanile.cli.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.campanile.cli.replayed.Replayed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The published document is the code's: {@code -Dcampanile.update=true} writes it anew. */
class AsyncApiTest {

  private static final Path FILE = Path.of("../docs/reference/asyncapi.yaml");
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void isPublishedAsTheCodeSays() throws Exception {
    String generated = new AsyncApi(Replayed.shop()).yaml();
    if (Boolean.getBoolean("campanile.update")) {
      Files.writeString(FILE, generated);
    }
    assertThat(FILE).content().as("rewrite it with -Dcampanile.update=true").isEqualTo(generated);
  }

  @Test
  void everyReferenceLeadsSomewhere() throws IOException {
    List<String> references = JSON.valueToTree(document()).findValuesAsText("$ref");
    assertThat(references).isNotEmpty();
    for (String reference : references) {
      if (reference.startsWith("#/")) {
        assertThat(JSON.valueToTree(document()).at(reference.substring(1)).isObject())
            .as(reference)
            .isTrue();
      } else {
        assertThat(FILE.resolveSibling(reference)).isRegularFile();
      }
    }
  }

  @Test
  void everyExampleFitsItsSchema() throws IOException {
    Map<?, ?> messages = (Map<?, ?>) at(at(document(), "components"), "messages");
    assertThat(messages).hasSize(AsyncApi.streams().size() + 2);
    for (Object message : messages.values()) {
      String schema = String.valueOf(at(at(message, "payload"), "$ref"));
      Schemas.Validator validator = Schemas.of(schema.replaceAll("^./schemas/|.schema.json$", ""));
      List<?> examples = (List<?>) at(message, "examples");
      assertThat(examples).isNotEmpty();
      for (Object example : examples) {
        String json = JSON.writeValueAsString(at(example, "payload"));
        assertThat(validator.faults(json)).as(json).isEmpty();
      }
    }
  }

  private static Object document() throws IOException {
    return new Load(LoadSettings.builder().build()).loadFromString(Files.readString(FILE));
  }

  private static Object at(Object map, String key) {
    return Objects.requireNonNull(((Map<?, ?>) map).get(key), key);
  }
}
