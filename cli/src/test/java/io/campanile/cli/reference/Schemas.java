package io.campanile.cli.reference;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.campanile.connectors.output.Stream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** The published schemas. */
final class Schemas {

  static final Path DIRECTORY = Path.of("../docs/reference/schemas");

  private Schemas() {}

  /** What stands in the directory for a type of record, whether it is there or not. */
  static Path file(String recordType) {
    return DIRECTORY.resolve(recordType + ".schema.json");
  }

  static Validator of(Stream stream) throws IOException {
    return of(stream.recordType());
  }

  static Validator of(String recordType) throws IOException {
    return new Validator(
        JsonSchemaFactory.getInstance(VersionFlag.V202012)
            .getSchema(Files.readString(file(recordType))));
  }

  /** Says what is wrong with a record. */
  record Validator(JsonSchema schema) {
    Set<ValidationMessage> faults(String json) {
      return schema.validate(
          json,
          InputFormat.JSON,
          // Formats are only notes unless they are asked for.
          context -> context.getExecutionConfig().setFormatAssertionsEnabled(true));
    }
  }
}
