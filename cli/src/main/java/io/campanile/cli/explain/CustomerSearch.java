package io.campanile.cli.explain;

import com.fasterxml.jackson.databind.JsonNode;
import io.campanile.cli.explain.RecordReader.UnexpectedRecordException;
import io.campanile.connectors.output.Stream;
import io.campanile.model.DecisionRecord;
import io.campanile.model.TriggerRecord;
import io.campanile.patterns.yaml.Nearest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes the records of one customer out of those of all. As long as it has found none, it remembers
 * whose id is nearest, in case the id was a slip.
 */
public final class CustomerSearch {

  private final String customerId;
  private final List<TriggerRecord> triggers = new ArrayList<>();
  private final List<DecisionRecord> decisions = new ArrayList<>();
  private final List<SentAction> actions = new ArrayList<>();
  private @Nullable String nearest;
  private boolean found;
  private long seen;

  /** A search for this customer. */
  public CustomerSearch(String customerId) {
    this.customerId = customerId;
  }

  /**
   * A record of a replay's file.
   *
   * @throws UnexpectedRecordException when it is not what the stream promises
   */
  void take(Stream stream, byte[] json) throws UnexpectedRecordException {
    JsonNode record = RecordReader.json(json);
    String id = RecordReader.customerId(record);
    seen++;
    if (id.equals(customerId)) {
      keep(stream, record);
    } else {
      passOver(id);
    }
  }

  /**
   * A record of a topic, where the key says whose it is, so that the others need not be read.
   *
   * @throws UnexpectedRecordException when it is not what the stream promises
   */
  void take(Stream stream, byte[] key, byte[] json) throws UnexpectedRecordException {
    String id = new String(key, StandardCharsets.UTF_8);
    seen++;
    if (id.equals(customerId)) {
      keep(stream, RecordReader.json(json));
    } else {
      passOver(id);
    }
  }

  private void passOver(String id) {
    if (!found && !id.equals(nearest)) {
      // Each against the best so far: memory does not grow with the number of customers.
      List<String> known = nearest == null ? List.of(id) : List.of(nearest, id);
      nearest = Nearest.to(customerId, known).orElse(nearest);
    }
  }

  private void keep(Stream stream, JsonNode record) throws UnexpectedRecordException {
    found = true;
    switch (stream) {
      case TRIGGERS -> triggers.add(RecordReader.trigger(record));
      case DECISIONS -> decisions.add(RecordReader.decision(record));
      case ACTIONS_EMAIL, ACTIONS_SMS, ACTIONS_PUSH, ACTIONS_ADS, ACTIONS_WEBHOOK ->
          actions.add(RecordReader.action(record));
      case PROFILES, SEGMENTS, DEAD_LETTERS -> {
        // They say nothing about what was sent.
      }
    }
  }

  /** All that was found. */
  public CustomerRecords records() {
    return new CustomerRecords(customerId, triggers, decisions, actions);
  }

  /** Where nothing was found: the id that was probably meant. */
  public Optional<String> nearest() {
    return Optional.ofNullable(nearest);
  }

  /** How many records there are, of all customers. */
  public long recordsSeen() {
    return seen;
  }
}
