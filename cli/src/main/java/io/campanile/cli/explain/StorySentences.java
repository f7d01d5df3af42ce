package io.campanile.cli.explain;

import com.fasterxml.jackson.databind.JsonNode;
import io.campanile.model.DecisionRecord;
import io.campanile.model.TriggerRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sentences of {@code explain} for single records of one customer, to be put elsewhere. */
public final class StorySentences {

  private final Map<String, TriggerRecord> triggers = new LinkedHashMap<>();
  private final Map<String, DecisionRecord> decisions = new LinkedHashMap<>();
  private final Explanation explanation;

  /**
   * Sentences about these records.
   *
   * @param triggers records of triggers as on the wire
   * @param decisions records of decisions as on the wire
   * @param elsewhere the zone where no decision tells the customer's
   * @throws IOException when a record is not what it should be
   */
  public StorySentences(
      String customerId, List<String> triggers, List<String> decisions, ZoneId elsewhere)
      throws IOException {
    for (String trigger : triggers) {
      this.triggers.put(trigger, RecordReader.trigger(json(trigger)));
    }
    for (String decision : decisions) {
      this.decisions.put(decision, RecordReader.decision(json(decision)));
    }
    Explanation found =
        Explanation.of(
            new CustomerRecords(
                customerId,
                new ArrayList<>(this.triggers.values()),
                new ArrayList<>(this.decisions.values()),
                List.of()),
            Optional.empty());
    ZoneId zone = found.zoneIsKnown() ? found.zone() : elsewhere;
    explanation = found.by(new LocalClock(zone, true));
  }

  private static JsonNode json(String record) throws IOException {
    return RecordReader.json(record.getBytes(StandardCharsets.UTF_8));
  }

  /** The zone of the customer's latest decision. */
  public ZoneId zone() {
    return explanation.zone();
  }

  /** The record itself. */
  public TriggerRecord trigger(String json) {
    return Optional.ofNullable(triggers.get(json)).orElseThrow();
  }

  /** The record itself. */
  public DecisionRecord decision(String json) {
    return Optional.ofNullable(decisions.get(json)).orElseThrow();
  }

  /** What a trigger consisted of. */
  public String because(TriggerRecord trigger) {
    return new TriggerSentences(explanation.clock()).because(trigger, false);
  }

  /** Why a trigger was suppressed, as the part of a sentence. */
  public String reason(TriggerRecord trigger) {
    return new TriggerSentences(explanation.clock()).reasonWords(trigger);
  }

  /** Why an action was not sent, or not yet, as the part of a sentence. */
  public String reason(DecisionRecord decision) {
    return explanation.sentences().reasonWords(decision);
  }
}
