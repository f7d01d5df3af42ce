package io.campanile.cli.explain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.campanile.model.ActionRecord.Operation;
import io.campanile.model.Channel;
import io.campanile.model.Check;
import io.campanile.model.DecisionRecord;
import io.campanile.model.TriggerRecord;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records as they stand on the wire, read as any consumer should read them: fields that it does not
 * know are passed over.
 */
public final class RecordReader {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode record;

  private RecordReader(JsonNode record) {
    this.record = record;
  }

  /** A record is not what its topic or file promises; the message says what is wrong. */
  public static final class UnexpectedRecordException extends IOException {
    private static final long serialVersionUID = 1L;

    UnexpectedRecordException(String message) {
      super(message);
    }
  }

  /** The object that the bytes hold. */
  static JsonNode json(byte[] bytes) throws UnexpectedRecordException {
    try {
      JsonNode record = JSON.readTree(bytes);
      if (record != null && record.isObject()) {
        return record;
      }
    } catch (JsonProcessingException e) {
      throw new UnexpectedRecordException("not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new IllegalStateException("Reading from memory cannot fail", e);
    }
    throw new UnexpectedRecordException("found no JSON object, expected a record");
  }

  /** Whose record it is. */
  static String customerId(JsonNode record) throws UnexpectedRecordException {
    return new RecordReader(record).text("customerId");
  }

  static TriggerRecord trigger(JsonNode json) throws UnexpectedRecordException {
    RecordReader in = new RecordReader(json);
    return new TriggerRecord(
        in.version(),
        in.text("triggerId"),
        in.text("campaign"),
        in.text("release"),
        in.text("customerId"),
        in.text("key"),
        in.time("firedAt"),
        in.texts("events"),
        in.constant("outcome", TriggerRecord.Outcome.class),
        in.isThere("reason") ? in.constant("reason", TriggerRecord.Reason.class) : null,
        in.trace());
  }

  static DecisionRecord decision(JsonNode json) throws UnexpectedRecordException {
    RecordReader in = new RecordReader(json);
    return new DecisionRecord(
        in.version(),
        in.text("actionId"),
        in.text("triggerId"),
        in.text("campaign"),
        in.text("release"),
        in.text("customerId"),
        in.text("key"),
        in.constant("channel", Channel.class),
        in.number("position"),
        in.time("dueAt"),
        in.time("decidedAt"),
        in.constant("outcome", DecisionRecord.Outcome.class),
        in.isThere("until") ? in.time("until") : null,
        in.isThere("reason") ? in.constant("reason", DecisionRecord.Reason.class) : null,
        in.isThere("rule") ? in.text("rule") : null,
        in.text("timezone"),
        in.trace());
  }

  static SentAction action(JsonNode json) throws UnexpectedRecordException {
    RecordReader in = new RecordReader(json);
    return new SentAction(
        in.text("actionId"),
        in.constant("operation", Operation.class),
        in.text("template"),
        in.time("expiresAt"));
  }

  private int version() throws UnexpectedRecordException {
    return number("schemaVersion");
  }

  private boolean isThere(String field) {
    return record.hasNonNull(field);
  }

  private JsonNode field(String field) throws UnexpectedRecordException {
    JsonNode value = record.get(field);
    if (value == null || value.isNull()) {
      throw new UnexpectedRecordException("the field `" + field + "` is missing");
    }
    return value;
  }

  private String text(String field) throws UnexpectedRecordException {
    JsonNode value = field(field);
    if (!value.isTextual()) {
      throw new UnexpectedRecordException(
          "`" + field + "` is " + value.getNodeType() + ", expected text");
    }
    return value.textValue();
  }

  private int number(String field) throws UnexpectedRecordException {
    JsonNode value = field(field);
    if (!value.canConvertToInt()) {
      throw new UnexpectedRecordException(
          "`" + field + "` is " + value + ", expected a whole number");
    }
    return value.intValue();
  }

  private Instant time(String field) throws UnexpectedRecordException {
    String text = text(field);
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new UnexpectedRecordException("`" + field + "` is \"" + text + "\", expected a time");
    }
  }

  private List<String> texts(String field) throws UnexpectedRecordException {
    List<String> texts = new ArrayList<>();
    field(field).forEach(element -> texts.add(element.asText()));
    return texts;
  }

  private <E extends Enum<E>> E constant(String field, Class<E> type)
      throws UnexpectedRecordException {
    String text = text(field);
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(text.toUpperCase(Locale.ROOT))) {
        return constant;
      }
    }
    throw new UnexpectedRecordException(
        "`"
            + field
            + "` is \""
            + text
            + "\", expected one of "
            + Arrays.toString(type.getEnumConstants())
            + "; was it written by a newer version?");
  }

  private List<Check> trace() {
    List<Check> trace = new ArrayList<>();
    for (JsonNode check : record.path("trace")) {
      trace.add(
          new Check(
              check.path("check").asText(),
              check.hasNonNull("rule") ? check.path("rule").asText() : null,
              check.path("passed").asBoolean(),
              values(check.path("values"))));
    }
    return trace;
  }

  private static Map<String, @Nullable Object> values(JsonNode object) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      values.put(field.getKey(), value(field.getValue()));
    }
    return values;
  }

  private static @Nullable Object value(JsonNode node) {
    if (node.isNull()) {
      return null;
    }
    if (node.isObject()) {
      return values(node);
    }
    if (node.isArray()) {
      List<@Nullable Object> list = new ArrayList<>();
      node.forEach(element -> list.add(value(element)));
      return list;
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    return node.isIntegralNumber()
        ? (Object) node.longValue()
        : node.isNumber() ? (Object) node.doubleValue() : node.asText();
  }
}
