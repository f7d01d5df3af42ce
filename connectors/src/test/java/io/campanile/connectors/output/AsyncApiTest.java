package io.campanile.connectors.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.campanile.connectors.json.Samples;
import io.campanile.model.Channel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** The published list of topics is the code's: {@code -Dcampanile.update=true} writes it anew. */
class AsyncApiTest {

  private static final Path FILE = Path.of("../docs/reference/asyncapi.yaml");

  private static final String DELIVERY =
      " Delivered exactly once to consumers that read committed records only, or at least once,"
          + " whichever the job is configured for; within a key in order.";

  /** One record of each type that has a schema; the topics of the others are not written yet. */
  private static final Map<String, OutputRecord> SAMPLES =
      Map.of(
          "trigger", OutputRecords.of(Samples.fullTrigger()),
          "decision", OutputRecords.of(Samples.fullDecision()),
          "action", OutputRecords.of(Samples.fullAction()),
          "privacy", OutputRecords.of(Samples.fullPrivacy()),
          "dead-letter", OutputRecords.of(Samples.fullDeadLetter()));

  @Test
  void isPublishedAsTheCodeSays() throws IOException {
    String generated =
        new Dump(
                DumpSettings.builder()
                    .setDefaultFlowStyle(FlowStyle.BLOCK)
                    .setWidth(100)
                    .setDereferenceAliases(true)
                    .build())
            .dumpToString(document());
    if (Boolean.getBoolean("campanile.update")) {
      Files.writeString(FILE, generated);
    }
    assertThat(FILE).content().as("rewrite it with -Dcampanile.update=true").isEqualTo(generated);
  }

  @Test
  void listsATopicForEveryChannel() throws IOException {
    String published = Files.readString(FILE);
    for (Channel channel : Channel.values()) {
      assertThat(published).contains("address: actions." + channel.wireName() + "\n");
    }
  }

  @Test
  void refersOnlyToSchemasThatAreThere() throws IOException {
    for (String line : Files.readAllLines(FILE)) {
      if (line.contains("./schemas/")) {
        String name = line.replaceAll(".*\\./(schemas/[a-z-]+\\.schema\\.json).*", "$1");
        assertThat(FILE.resolveSibling(name)).exists();
      }
    }
  }

  private static Map<String, Object> document() throws IOException {
    Map<String, Object> channels = new LinkedHashMap<>();
    Map<String, Object> operations = new LinkedHashMap<>();
    channels.put(
        "events",
        channel("events", "event-in", "Events in; the topics' names are configured by source."));
    operations.put("readEvents", operation("receive", "events"));
    for (Stream stream : Stream.values()) {
      if (SAMPLES.containsKey(stream.recordType())) {
        channels.put(stream.topic(), channel(stream.topic(), stream.recordType(), said(stream)));
        operations.put("write-" + stream.topic(), operation("send", stream.topic()));
      }
    }
    Map<String, Object> messages = new LinkedHashMap<>();
    messages.put("event-in", eventIn());
    for (Stream stream : Stream.values()) {
      OutputRecord sample = SAMPLES.get(stream.recordType());
      if (sample != null) {
        messages.putIfAbsent(stream.recordType(), message(stream, sample));
      }
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("asyncapi", "3.0.0");
    document.put(
        "info",
        map(
            "title",
            "Campanile",
            "version",
            "1",
            "description",
            "Every topic of the engine. A configured prefix stands in front of the names of the"
                + " topics it writes. Consumers pass over fields and headers they don't know.",
            "license",
            map("name", "Apache-2.0")));
    document.put("defaultContentType", "application/json");
    document.put("channels", channels);
    document.put("operations", operations);
    document.put("components", map("messages", messages));
    return document;
  }

  private static String said(Stream stream) {
    return switch (stream) {
      case TRIGGERS -> "Each trigger that fired." + DELIVERY;
      case DECISIONS -> "Each decision on an action." + DELIVERY;
      case DEAD_LETTERS -> "Each record that could not be used." + DELIVERY;
      case PRIVACY -> "What was done about each request for privacy." + DELIVERY;
      case PROFILES, SEGMENTS -> "";
      case ACTIONS_EMAIL, ACTIONS_SMS, ACTIONS_PUSH, ACTIONS_ADS, ACTIONS_WEBHOOK ->
          "Each action when it is due; actionId is the idempotency key, and after expiresAt the"
              + " action is refused."
              + DELIVERY;
    };
  }

  private static Map<String, Object> channel(String address, String message, String description) {
    return map(
        "address",
        address,
        "description",
        description,
        "messages",
        map(message, map("$ref", "#/components/messages/" + message)));
  }

  private static Map<String, Object> operation(String action, String channel) {
    return map("action", action, "channel", map("$ref", "#/channels/" + channel));
  }

  private static Map<String, Object> eventIn() {
    return map(
        "name", "event-in",
        "payload", map("$ref", "./schemas/event-in.schema.json"),
        "bindings", map("kafka", map("key", map("type", "string", "description", "Not read."))));
  }

  private static Map<String, Object> message(Stream stream, OutputRecord sample)
      throws IOException {
    String type = stream.recordType();
    String key =
        stream == Stream.DEAD_LETTERS ? "Topic, partition and offset." : "The customer's id.";
    return map(
        "name", type,
        "headers",
            map(
                "type",
                "object",
                "properties",
                map(
                    "type", map("type", "string", "const", type),
                    "schemaVersion",
                        map("type", "string", "const", Integer.toString(stream.schemaVersion())))),
        "payload", map("$ref", "./schemas/" + type + ".schema.json"),
        "bindings", map("kafka", map("key", map("type", "string", "description", key))),
        "examples",
            List.of(map("payload", new ObjectMapper().readValue(sample.json(), Map.class))));
  }

  /** A map in the order that it is written in; names and values in turn. */
  private static Map<String, Object> map(Object... entries) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < entries.length; i += 2) {
      map.put((String) entries[i], entries[i + 1]);
    }
    return map;
  }
}
