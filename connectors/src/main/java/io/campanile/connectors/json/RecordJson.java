package io.campanile.connectors.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import io.campanile.model.ActionRecord;
import io.campanile.model.Check;
import io.campanile.model.DeadLetter;
import io.campanile.model.DecisionRecord;
import io.campanile.model.PrivacyRecord;
import io.campanile.model.ProfileRecord;
import io.campanile.model.ReleaseRecord;
import io.campanile.model.SegmentRecord;
import io.campanile.model.TriggerRecord;
import io.campanile.model.WireTime;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Records as they stand on the wire: every field each time, in the order of the record's
 * components, null where there is nothing, so that the same record is always the same bytes.
 */
public final class RecordJson {

  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          // Four bytes for a rare character, where Jackson would write twelve.
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          .rootValueSeparator((String) null)
          .build();

  /** Making a generator takes as long as writing a small record. */
  private static final ThreadLocal<RecordJson> OF_THREAD = ThreadLocal.withInitial(RecordJson::new);

  private final ByteArrayBuilder bytes = new ByteArrayBuilder(1024);
  private final JsonGenerator json;

  private RecordJson() {
    try {
      json = FACTORY.createGenerator(bytes);
    } catch (IOException e) {
      throw new IllegalStateException("Writing to memory cannot fail", e);
    }
  }

  /** Writes a trigger. */
  public static byte[] write(TriggerRecord record) {
    return write(out -> out.trigger(record));
  }

  /** Writes a decision. */
  public static byte[] write(DecisionRecord record) {
    return write(out -> out.decision(record));
  }

  /** Writes an action. */
  public static byte[] write(ActionRecord record) {
    return write(out -> out.action(record));
  }

  /** Writes what was done about a privacy request. */
  public static byte[] write(PrivacyRecord record) {
    return write(out -> out.privacy(record));
  }

  /** Writes a dead letter. */
  public static byte[] write(DeadLetter record) {
    return write(out -> out.deadLetter(record));
  }

  /** Writes a change of a segment. */
  public static byte[] write(SegmentRecord record) {
    return write(out -> out.segment(record));
  }

  /** Writes a profile. */
  public static byte[] write(ProfileRecord record) {
    return write(out -> out.profile(record));
  }

  /** Writes a release. */
  public static byte[] write(ReleaseRecord record) {
    return write(out -> out.release(record));
  }

  private interface Body {
    void write(RecordJson out) throws IOException;
  }

  private static byte[] write(Body body) {
    RecordJson out = OF_THREAD.get();
    boolean whole = false;
    try {
      out.bytes.reset();
      out.json.writeStartObject();
      body.write(out);
      out.json.writeEndObject();
      out.json.flush();
      whole = true;
    } catch (IOException e) {
      throw new IllegalStateException("Writing to memory cannot fail", e);
    } finally {
      if (!whole) {
        // It stands in the middle of a record.
        OF_THREAD.remove();
      }
    }
    return out.bytes.toByteArray();
  }

  private void release(ReleaseRecord record) throws IOException {
    json.writeNumberField("schemaVersion", record.schemaVersion());
    text("releaseId", record.releaseId());
    time("effectiveFrom", record.effectiveFrom());
    time("publishedAt", record.publishedAt());
    text("publishedBy", record.publishedBy());
    text("commit", record.commit());
    json.writeObjectFieldStart("files");
    for (Map.Entry<String, String> file : new TreeMap<>(record.files()).entrySet()) {
      json.writeStringField(file.getKey(), file.getValue());
    }
    json.writeEndObject();
  }

  private void trigger(TriggerRecord record) throws IOException {
    json.writeNumberField("schemaVersion", record.schemaVersion());
    text("triggerId", record.triggerId());
    text("campaign", record.campaign());
    text("release", record.release());
    text("customerId", record.customerId());
    text("key", record.key());
    time("firedAt", record.firedAt());
    texts("events", record.events());
    name("outcome", record.outcome());
    name("reason", record.reason());
    trace(record.trace());
  }

  private void decision(DecisionRecord record) throws IOException {
    json.writeNumberField("schemaVersion", record.schemaVersion());
    text("actionId", record.actionId());
    text("triggerId", record.triggerId());
    text("campaign", record.campaign());
    text("release", record.release());
    text("customerId", record.customerId());
    text("key", record.key());
    name("channel", record.channel());
    json.writeNumberField("position", record.position());
    time("dueAt", record.dueAt());
    time("decidedAt", record.decidedAt());
    name("outcome", record.outcome());
    time("until", record.until());
    name("reason", record.reason());
    text("rule", record.rule());
    text("timezone", record.timezone());
    trace(record.trace());
  }

  private void action(ActionRecord record) throws IOException {
    json.writeNumberField("schemaVersion", record.schemaVersion());
    text("actionId", record.actionId());
    name("operation", record.operation());
    text("customerId", record.customerId());
    name("channel", record.channel());
    name("class", record.campaignClass());
    text("address", record.address());
    text("template", record.template());
    json.writeFieldName("variables");
    object(record.variables());
    text("locale", record.locale());
    text("timezone", record.timezone());
    campaign(record.campaign());
    trigger(record.trigger());
    json.writeNumberField("position", record.position());
    time("dueAt", record.dueAt());
    time("decidedAt", record.decidedAt());
    time("expiresAt", record.expiresAt());
  }

  private void privacy(PrivacyRecord record) throws IOException {
    json.writeNumberField("schemaVersion", record.schemaVersion());
    text("requestId", record.requestId());
    name("operation", record.operation());
    text("customerId", record.customerId());
    time("requestedAt", record.requestedAt());
    time("at", record.at());
    json.writeFieldName("content");
    object(record.content());
  }

  private void campaign(ActionRecord.CampaignRef campaign) throws IOException {
    json.writeObjectFieldStart("campaign");
    text("name", campaign.name());
    text("release", campaign.release());
    texts("tags", campaign.tags());
    json.writeNumberField("priority", campaign.priority());
    json.writeEndObject();
  }

  private void trigger(ActionRecord.TriggerRef trigger) throws IOException {
    json.writeObjectFieldStart("trigger");
    text("id", trigger.id());
    text("key", trigger.key());
    time("firedAt", trigger.firedAt());
    texts("events", trigger.events());
    json.writeEndObject();
  }

  private void segment(SegmentRecord record) throws IOException {
    json.writeNumberField("schemaVersion", record.schemaVersion());
    text("customerId", record.customerId());
    text("segment", record.segment());
    name("change", record.change());
    time("at", record.at());
    text("release", record.release());
  }

  private void profile(ProfileRecord record) throws IOException {
    json.writeNumberField("schemaVersion", record.schemaVersion());
    text("customerId", record.customerId());
    time("at", record.at());
    time("firstSeen", record.firstSeen());
    time("lastSeen", record.lastSeen());
    json.writeFieldName("traits");
    object(record.traits());
    texts("segments", record.segments());
    json.writeFieldName("consent");
    object(record.consent());
    json.writeFieldName("consentDetails");
    object(record.consentDetails());
    json.writeFieldName("contactPoints");
    object(record.contactPoints());
    text("release", record.release());
  }

  private void deadLetter(DeadLetter record) throws IOException {
    json.writeNumberField("schemaVersion", record.schemaVersion());
    name("code", record.code());
    text("message", record.message());
    text("field", record.field());
    text("source", record.source());
    text("topic", record.topic());
    json.writeNumberField("partition", record.partition());
    json.writeNumberField("offset", record.offset());
    time("arrivedAt", record.arrivedAt());
    text("raw", record.raw());
    text("rawBase64", record.rawBase64());
    json.writeNumberField("rawLength", record.rawLength());
  }

  private void trace(List<Check> trace) throws IOException {
    json.writeArrayFieldStart("trace");
    for (Check check : trace) {
      json.writeStartObject();
      text("check", check.check());
      text("rule", check.rule());
      json.writeBooleanField("passed", check.passed());
      json.writeFieldName("values");
      object(check.values());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void text(String field, @Nullable String value) throws IOException {
    json.writeStringField(field, value == null ? null : WellFormed.of(value));
  }

  private void texts(String field, List<String> values) throws IOException {
    json.writeArrayFieldStart(field);
    for (String value : values) {
      json.writeString(WellFormed.of(value));
    }
    json.writeEndArray();
  }

  private void time(String field, @Nullable Instant time) throws IOException {
    json.writeStringField(field, time == null ? null : WireTime.format(time));
  }

  private void name(String field, @Nullable Enum<?> value) throws IOException {
    json.writeStringField(field, value == null ? null : WireNames.of(value));
  }

  private void object(Map<?, ?> values) throws IOException {
    json.writeStartObject();
    for (Map.Entry<?, ?> entry : ordered(values).entrySet()) {
      json.writeFieldName(WellFormed.of(String.valueOf(entry.getKey())));
      value(entry.getValue());
    }
    json.writeEndObject();
  }

  /** The order of {@code Map.of} differs from process to process; bytes may not. */
  private static Map<?, ?> ordered(Map<?, ?> values) {
    boolean hasOrder = values instanceof LinkedHashMap || values instanceof TreeMap;
    return values.size() < 2 || hasOrder ? values : new TreeMap<>(values);
  }

  private void value(@Nullable Object value) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof String text) {
      json.writeString(WellFormed.of(text));
    } else if (value instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else if (value instanceof Long || value instanceof Integer) {
      json.writeNumber(((Number) value).longValue());
    } else if (value instanceof Double number) {
      decimal(number);
    } else if (value instanceof Instant time) {
      json.writeString(WireTime.format(time));
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object element : list) {
        value(element);
      }
      json.writeEndArray();
    } else if (value instanceof Map<?, ?> map) {
      object(map);
    } else {
      throw new IllegalArgumentException("Not a JSON value: " + value.getClass().getName());
    }
  }

  /** A sum can outgrow all numbers; JSON has no word for that, and a word is better than none. */
  private void decimal(double number) throws IOException {
    if (Double.isFinite(number)) {
      json.writeNumber(number);
    } else {
      json.writeString(Double.toString(number));
    }
  }
}
