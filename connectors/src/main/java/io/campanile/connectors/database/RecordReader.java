package io.campanile.connectors.database;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.campanile.connectors.database.Column.Kind;
import io.campanile.connectors.output.OutputRecord;
import io.campanile.model.PrivacyRecord.Operation;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** From the records of the topics to what they do to the tables. */
final class RecordReader {

  private static final JsonPointer SCHEMA_VERSION = JsonPointer.compile("/schemaVersion");
  private static final Column CUSTOMER = Column.required("", Kind.TEXT, "/customerId");
  private static final Column OPERATION = Column.required("", Kind.TEXT, "/operation");
  private static final Column REQUESTED_AT = Column.required("", Kind.TIME, "/requestedAt");
  private static final Column AT = Column.required("", Kind.TIME, "/at");

  private final JsonMapper json =
      JsonMapper.builder()
          // Numbers stay as they stand there.
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  /** What a record does; its id is its place in the topic. */
  Change read(OutputRecord record) {
    try {
      return switch (record.stream()) {
        case PROFILES ->
            record.isTombstone()
                ? new Change.Withdrawal(StorableText.of(record.key()))
                : row(Table.PROFILES, record);
        case SEGMENTS -> row(Table.SEGMENT_EVENTS, record);
        case TRIGGERS -> row(Table.TRIGGERS, record);
        case DECISIONS -> row(Table.DECISIONS, record);
        case ACTIONS_EMAIL, ACTIONS_SMS, ACTIONS_PUSH, ACTIONS_ADS, ACTIONS_WEBHOOK ->
            row(Table.ACTIONS, record);
        case PRIVACY -> privacy(record);
        case DEAD_LETTERS -> new Change.None();
      };
    } catch (RefusedRecordException e) {
      return new Change.Refusal(record.id(), e.problem());
    }
  }

  private Change row(Table table, OutputRecord record) throws RefusedRecordException {
    JsonNode tree = tree(record);
    List<@Nullable Object> values = new ArrayList<>(table.columns().size());
    for (Column column : table.columns()) {
      values.add(column.read(tree));
    }
    Instant time = (Instant) required(values.get(table.numberOf(table.timeColumn())));
    String customer = (String) required(values.get(table.numberOf("customer_id")));
    return new Change.Row(table, customer, time, values, record.id());
  }

  private Change privacy(OutputRecord record) throws RefusedRecordException {
    JsonNode tree = tree(record);
    if (!required(OPERATION.read(tree)).equals(Operation.ERASED.name().toLowerCase(Locale.ROOT))) {
      return new Change.None();
    }
    return new Change.Erasure(
        (String) required(CUSTOMER.read(tree)),
        (Instant) required(REQUESTED_AT.read(tree)),
        (Instant) required(AT.read(tree)));
  }

  private JsonNode tree(OutputRecord record) throws RefusedRecordException {
    JsonNode tree;
    try {
      tree = json.readTree(record.json());
    } catch (IOException e) {
      throw new RefusedRecordException("found no JSON, expected an object");
    }
    int known = record.stream().schemaVersion();
    int found = tree.at(SCHEMA_VERSION).asInt();
    if (!tree.isObject() || found < 1 || found > known) {
      throw new RefusedRecordException(
          "/schemaVersion: found " + tree.at(SCHEMA_VERSION) + ", known is " + known);
    }
    return tree;
  }

  private static Object required(@Nullable Object value) {
    return Objects.requireNonNull(value, "a column that is required was read");
  }
}
