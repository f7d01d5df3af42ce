package io.campanile.jobs.limit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.campanile.model.CampaignClass;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;

/**
 * How urgent an action is.
 *
 * @param rank what is lower goes first
 * @param expiresAtMillis after this the consumer refuses it, epoch milliseconds
 */
record Urgency(long rank, long expiresAtMillis) {

  /**
   * What a point of priority, from 0 to 100, is worth: as if the action had waited a minute longer.
   * So the higher priority goes first among those of about the same age, and the oldest before
   * long.
   */
  static final long POINT_MILLIS = 60_000;

  /** A confirmation of an order does not wait behind a newsletter, however old that is. */
  static final long TRANSACTIONAL_MILLIS = 365L * 24 * 3_600_000;

  private static final JsonFactory JSON = new JsonFactory();
  private static final String TRANSACTIONAL =
      CampaignClass.TRANSACTIONAL.name().toLowerCase(Locale.ROOT);

  /** That of an action. */
  static Urgency of(long dueAtMillis, int priority, boolean transactional, long expiresAtMillis) {
    long headStart = priority * POINT_MILLIS + (transactional ? TRANSACTIONAL_MILLIS : 0);
    return new Urgency(dueAtMillis - headStart, expiresAtMillis);
  }

  /**
   * That of an action as it stands in its topic.
   *
   * @throws IOException where it is no action
   */
  static Urgency read(byte[] action) throws IOException {
    long dueAt = 0;
    long expiresAt = 0;
    int priority = 0;
    boolean transactional = false;
    try (JsonParser json = JSON.createParser(action)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        JsonToken value = json.nextToken();
        switch (field) {
          case "class" -> transactional = json.getText().equals(TRANSACTIONAL);
          case "dueAt" -> dueAt = Instant.parse(json.getText()).toEpochMilli();
          case "expiresAt" -> expiresAt = Instant.parse(json.getText()).toEpochMilli();
          case "campaign" -> priority = priority(json);
          default -> {
            if (value.isStructStart()) {
              json.skipChildren();
            }
          }
        }
      }
    }
    return of(dueAt, priority, transactional, expiresAt);
  }

  private static int priority(JsonParser json) throws IOException {
    int priority = 0;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      JsonToken value = json.nextToken();
      if (field.equals("priority")) {
        priority = json.getIntValue();
      } else if (value.isStructStart()) {
        json.skipChildren();
      }
    }
    return priority;
  }
}
