package io.campanile.connectors.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.campanile.model.ActionRecord;
import io.campanile.model.DeadLetter;
import io.campanile.model.DecisionRecord;
import io.campanile.model.PrivacyRecord;
import io.campanile.model.ProfileRecord;
import io.campanile.model.ReleaseRecord;
import io.campanile.model.SegmentRecord;
import io.campanile.model.TriggerRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schemas are the code's: {@code -Dcampanile.update=true} writes them anew. */
class RecordSchemasTest {

  private static final Path SCHEMAS = Path.of("../docs/reference/schemas");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /**
   * @param samples written records; the first has every field, the second null wherever it may be
   */
  record Case(String name, Class<? extends Record> type, int version, List<byte[]> samples) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case(
            "trigger",
            TriggerRecord.class,
            TriggerRecord.SCHEMA_VERSION,
            List.of(
                RecordJson.write(Samples.fullTrigger()), RecordJson.write(Samples.bareTrigger()))),
        new Case(
            "decision",
            DecisionRecord.class,
            DecisionRecord.SCHEMA_VERSION,
            List.of(
                RecordJson.write(Samples.fullDecision()),
                RecordJson.write(Samples.bareDecision()))),
        new Case(
            "action",
            ActionRecord.class,
            ActionRecord.SCHEMA_VERSION,
            List.of(
                RecordJson.write(Samples.fullAction()), RecordJson.write(Samples.bareAction()))),
        new Case(
            "privacy",
            PrivacyRecord.class,
            PrivacyRecord.SCHEMA_VERSION,
            List.of(RecordJson.write(Samples.fullPrivacy()))),
        new Case(
            "dead-letter",
            DeadLetter.class,
            DeadLetter.SCHEMA_VERSION,
            List.of(
                RecordJson.write(Samples.fullDeadLetter()),
                RecordJson.write(Samples.bareDeadLetter()))),
        new Case(
            "profile",
            ProfileRecord.class,
            ProfileRecord.SCHEMA_VERSION,
            List.of(
                RecordJson.write(Samples.fullProfile()), RecordJson.write(Samples.bareProfile()))),
        new Case(
            "segment",
            SegmentRecord.class,
            SegmentRecord.SCHEMA_VERSION,
            List.of(RecordJson.write(Samples.entered()), RecordJson.write(Samples.entered()))),
        new Case(
            "release",
            ReleaseRecord.class,
            ReleaseRecord.SCHEMA_VERSION,
            List.of(
                RecordJson.write(Samples.fullRelease()), RecordJson.write(Samples.bareRelease()))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void arePublishedAsTheCodeSays(Case record) throws IOException {
    Path file = SCHEMAS.resolve(record.name() + ".schema.json");
    String generated = pretty(RecordSchemas.of(record.type(), record.name(), record.version()));
    if (Boolean.getBoolean("campanile.update")) {
      Files.createDirectories(SCHEMAS);
      Files.writeString(file, generated);
    }
    assertThat(file).content().as("rewrite it with -Dcampanile.update=true").isEqualTo(generated);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void holdForWhatIsWritten(Case record) throws IOException {
    ObjectNode generated = RecordSchemas.of(record.type(), record.name(), record.version());
    forbidUnknownFields(generated);
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(generated);
    for (byte[] sample : record.samples()) {
      String json = new String(sample, StandardCharsets.UTF_8);
      assertThat(schema.validate(json, InputFormat.JSON)).as(json).isEmpty();
      for (JsonNode field : generated.get("required")) {
        ObjectNode without = (ObjectNode) MAPPER.readTree(json);
        without.remove(field.asText());
        assertThat(schema.validate(without)).as("without %s", field).isNotEmpty();
      }
    }
  }

  private static void forbidUnknownFields(ObjectNode schema) {
    for (JsonNode object : schema.findParents("properties")) {
      ((ObjectNode) object).put("additionalProperties", false);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",\"anonymousId\":null,\"timestamp\":1714564740000,\"context\":{\"channel\":\"web\"}",
        ",\"type\":\"page\",\"name\":\"Home\",\"properties\":null",
        ",\"type\":\"alias\",\"previousId\":\"a-1\"",
        ",\"type\":\"identify\",\"traits\":{\"consent\":{\"email\":true}}",
        ",\"userId\":null,\"anonymousId\":\"a-1\"",
        ",\"messageId\":\"\"",
        ",\"messageId\":null",
        ",\"userId\":17",
        ",\"userId\":null",
        ",\"userId\":\"\"",
        ",\"type\":\"Track\"",
        ",\"event\":null",
        ",\"event\":\"\"",
        ",\"type\":\"alias\"",
        ",\"type\":\"screen\",\"name\":5",
        ",\"properties\":[]",
        ",\"timestamp\":true",
        ",\"timestamp\":null"
      })
  void theSchemaOfEventsAgreesWithTheReader(String more) throws IOException {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Files.readString(SCHEMAS.resolve("event-in.schema.json")));
    String json = MAPPER.readTree(Raw.event(more)).toString();
    boolean good = new EventReader().read(Raw.arrived(json)) instanceof Ingested.Good;
    assertThat(schema.validate(json, InputFormat.JSON).isEmpty()).as(json).isEqualTo(good);
  }

  @Test
  void theSchemaOfEventsNamesEveryFieldThatIsRead() throws IOException {
    JsonNode schema = MAPPER.readTree(SCHEMAS.resolve("event-in.schema.json").toFile());
    assertThat(Envelope.FIELDS.keySet())
        .allSatisfy(field -> assertThat(schema.get("properties").has(field)).as(field).isTrue());
  }

  private static String pretty(JsonNode node) throws IOException {
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
    return MAPPER.writer(printer).writeValueAsString(node) + "\n";
  }
}
