package io.campanile.cli.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.campanile.cli.replayed.Replayed;
import io.campanile.connectors.output.Stream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.RepresentToNode;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.representer.StandardRepresenter;

/**
 * The AsyncAPI document of every topic that the job reads and writes. A stream that has no schema
 * is none yet, and is left out.
 *
 * @param replayed where the examples come from
 */
record AsyncApi(Replayed replayed) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String KAFKA_BINDING = "0.5.0";
  private static final String EVENTS = "events";
  private static final String RELEASES = "releases";

  private static final String INFO =
      """
      Every topic that Campanile reads and writes. A configured topic prefix stands before the
      names of those it writes; the names of those it reads are configured.

      Times are RFC 3339 in UTC with milliseconds. Pass over fields that you do not know: new ones
      may come with any release. What an old reader could misunderstand gets a new schemaVersion.
      """;

  private static final String DELIVERY =
      """
      Exactly once, for consumers with isolation.level=read_committed, where the job is configured
      so; else at least once. In both, what is written again has the same ids.
      """;

  /** As YAML. */
  String yaml() throws IOException {
    Map<String, Object> channels = new LinkedHashMap<>();
    Map<String, Object> operations = new LinkedHashMap<>();
    Map<String, Object> messages = new LinkedHashMap<>();
    channels.put(EVENTS, channel(null, EVENTS, "Any topic of a configured source."));
    operations.put("receiveEvents", operation("receive", EVENTS));
    messages.put(EVENTS, events());
    channels.put(
        RELEASES,
        channel(
            RELEASES, RELEASES, "Each release of patterns, for jobs to follow; one partition."));
    operations.put("receiveReleases", operation("receive", RELEASES));
    messages.put(RELEASES, releases());
    for (Stream stream : streams()) {
      String name = stream.topic();
      channels.put(name, channel(name, name, summary(stream)));
      operations.put("send" + camel(name), operation("send", name));
      messages.put(name, message(stream));
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("asyncapi", "3.0.0");
    document.put("info", info());
    document.put("defaultContentType", "application/json");
    document.put("channels", channels);
    document.put("operations", operations);
    document.put("components", map("messages", messages));
    DumpSettings settings =
        DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).setWidth(110).build();
    return "# Generated from the code, and from records that the job wrote; see AsyncApiTest.\n"
        + new Dump(settings, new ForEveryReader(settings)).dumpToString(document);
  }

  /** Old readers of YAML take a bare +4477… for a number, and a bare time for a time. */
  private static final class ForEveryReader extends StandardRepresenter {
    private static final Pattern BARE = Pattern.compile("[A-Za-z][A-Za-z .-]*");
    private final RepresentToNode bare = Objects.requireNonNull(representers.get(String.class));

    ForEveryReader(DumpSettings settings) {
      super(settings);
      representers.put(String.class, this::text);
    }

    private Node text(Object value) {
      String text = value.toString();
      return text.isEmpty() || BARE.matcher(text).matches() || text.contains("\n")
          ? bare.representData(text)
          : representScalar(Tag.STR, text, ScalarStyle.SINGLE_QUOTED);
    }
  }

  static List<Stream> streams() {
    return Arrays.stream(Stream.values())
        .filter(stream -> Files.exists(Schemas.file(stream.recordType())))
        .toList();
  }

  private static Map<String, Object> info() {
    Map<String, Object> info = map("title", "Campanile");
    info.put("version", "1");
    info.put("description", INFO);
    info.put("license", map("name", "Apache-2.0"));
    return info;
  }

  private static Map<String, Object> channel(
      @Nullable String address, String message, String description) {
    Map<String, Object> channel = new LinkedHashMap<>();
    // AsyncAPI's word for a name that is not known here.
    putNullable(channel, "address", address);
    channel.put("description", description);
    channel.put("messages", map(message, map("$ref", "#/components/messages/" + message)));
    if (address != null) {
      Map<String, Object> kafka = map("topic", address);
      kafka.put("bindingVersion", KAFKA_BINDING);
      channel.put("bindings", map("kafka", kafka));
    }
    return channel;
  }

  @SuppressWarnings("NullAway") // The map goes to the YAML writer, which writes null as null.
  private static void putNullable(Map<String, Object> map, String key, @Nullable Object value) {
    map.put(key, value);
  }

  private static Map<String, Object> operation(String action, String channel) {
    Map<String, Object> operation = map("action", action);
    operation.put("channel", map("$ref", "#/channels/" + channel));
    if (action.equals("send")) {
      operation.put("description", DELIVERY);
    }
    return operation;
  }

  private Map<String, Object> events() throws IOException {
    Map<String, Object> message = map("name", "event");
    message.put("title", "What a customer did");
    message.put("summary", "An event of the Segment spec.");
    message.put("payload", payload("event-in"));
    List<String> lines = Files.readAllLines(Replayed.shopEvents());
    message.put(
        "examples",
        List.of(
            example(first(lines, "type", "track"), "track"),
            example(first(lines, "type", "identify"), "identify")));
    return message;
  }

  /** Written by {@code publish}, at least once; the later of two for one time counts. */
  private static Map<String, Object> releases() throws IOException {
    Map<String, Object> message = map("name", "release");
    message.put("title", "Each release of patterns");
    message.put("summary", "Checked patterns, in force from one event time on.");
    message.put("payload", payload("release"));
    Map<String, Object> key = map("type", "string");
    key.put("description", "The time from which it is in force: effectiveFrom.");
    Map<String, Object> kafka = map("key", key);
    kafka.put("bindingVersion", KAFKA_BINDING);
    message.put("bindings", map("kafka", kafka));
    message.put("examples", List.of(example(RELEASE, "a release of one campaign")));
    return message;
  }

  private static final String RELEASE =
      """
      {"schemaVersion": 1, "releaseId": "3f2c9a7d00000000",
       "effectiveFrom": "2026-05-01T10:00:30.000Z", "publishedAt": "2026-05-01T10:00:00.000Z",
       "publishedBy": "ann", "commit": "77c1f04d9e2a",
       "files": {"campaigns/thanks.yaml": "campaign: thanks\\ntrigger:\\n  steps: [{event: Order Completed}]\\nactions: [{channel: email, template: thanks}]\\n"}}
      """;

  private Map<String, Object> message(Stream stream) throws IOException {
    Map<String, Object> message = map("name", stream.recordType());
    message.put("title", summary(stream));
    message.put("headers", headers(stream));
    message.put("payload", payload(stream.recordType()));
    Map<String, Object> key = map("type", "string");
    key.put("description", key(stream));
    Map<String, Object> kafka = map("key", key);
    kafka.put("bindingVersion", KAFKA_BINDING);
    message.put("bindings", map("kafka", kafka));
    message.put("examples", examples(stream));
    return message;
  }

  private static Map<String, Object> headers(Stream stream) {
    Map<String, Object> type = map("type", "string");
    type.put("const", stream.recordType());
    Map<String, Object> version = map("type", "string");
    version.put("const", Integer.toString(stream.schemaVersion()));
    Map<String, Object> properties = map("type", type);
    properties.put("schemaVersion", version);
    Map<String, Object> headers = map("type", "object");
    headers.put("properties", properties);
    return headers;
  }

  private static Map<String, Object> payload(String recordType) {
    return map("$ref", "./schemas/" + recordType + ".schema.json");
  }

  private static String summary(Stream stream) {
    return switch (stream) {
      case TRIGGERS -> "Each trigger that fired, accepted or suppressed, and why.";
      case DECISIONS -> "Each decision on an action, with each check and the values it saw.";
      case PROFILES ->
          "Each profile that changed. A record without a value is a tombstone: the customer was erased or"
              + " forgotten, or was a visitor that became somebody.";
      case SEGMENTS -> "Each entry to and exit from a segment.";
      case DEAD_LETTERS -> "Each record that could not be used, whole.";
      case PRIVACY -> "What was done about each request to erase or export a customer.";
      case ACTIONS_EMAIL -> "Emails to be sent now.";
      case ACTIONS_SMS -> "Text messages to be sent now.";
      case ACTIONS_PUSH -> "Push messages to be sent now.";
      case ACTIONS_ADS -> "Customers to be added to, or taken out of, an audience now.";
      case ACTIONS_WEBHOOK -> "Calls to be made now.";
    };
  }

  private static String key(Stream stream) {
    return stream == Stream.DEAD_LETTERS
        ? "Where the record was: topic-partition-offset."
        : "The customer's id: what concerns one customer stays in order.";
  }

  /** The shop has no segments. */
  private static final String LAPSED =
      """
      {"schemaVersion": 1, "customerId": "u-17", "segment": "lapsed", "change": "entered",
       "at": "2026-05-01T10:00:00.000Z", "release": "3f2c9a7d00000000"}
      """;

  private List<Map<String, Object>> examples(Stream stream) throws IOException {
    if (stream == Stream.SEGMENTS) {
      return List.of(example(LAPSED, "entered"));
    }
    List<String> lines = replayed.lines(stream.fileName());
    if (stream == Stream.PROFILES) {
      return List.of(example(lines.get(0), "a customer of the shop"));
    }
    List<Map<String, Object>> examples = new ArrayList<>();
    List<String> wanted =
        switch (stream) {
          case TRIGGERS -> List.of("accepted", "suppressed");
          case DECISIONS -> List.of("sent", "deferred", "dropped", "cancelled");
          case ACTIONS_EMAIL, ACTIONS_SMS, ACTIONS_PUSH, ACTIONS_ADS, ACTIONS_WEBHOOK ->
              List.of(stream.topic().substring("actions.".length()));
          case DEAD_LETTERS -> List.of("INVALID");
          case PRIVACY -> List.of("erased", "exported");
          case PROFILES, SEGMENTS -> List.of();
        };
    String field =
        switch (stream) {
          case TRIGGERS, DECISIONS -> "outcome";
          case DEAD_LETTERS -> "code";
          case PRIVACY -> "operation";
          case PROFILES, SEGMENTS -> "name";
          case ACTIONS_EMAIL, ACTIONS_SMS, ACTIONS_PUSH, ACTIONS_ADS, ACTIONS_WEBHOOK -> "channel";
        };
    for (String value : wanted) {
      examples.add(example(first(lines, field, value), value));
    }
    return examples;
  }

  private static Map<String, Object> example(String line, String name) throws IOException {
    Map<String, Object> example = map("name", name);
    putNullable(example, "payload", JSON.readValue(line, Object.class));
    return example;
  }

  private static String first(List<String> lines, String field, String value) throws IOException {
    for (String line : lines) {
      JsonNode record = JSON.readTree(line);
      if (record.path(field).asText().equals(value)) {
        return line;
      }
    }
    throw new IllegalStateException(
        "Found no record with " + field + " " + value + ", expected the shop to have one");
  }

  private static String camel(String topic) {
    StringBuilder name = new StringBuilder();
    for (String word : topic.split("[.-]", -1)) {
      name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
    }
    return name.toString();
  }

  private static Map<String, Object> map(String key, Object value) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(key, value);
    return map;
  }
}
