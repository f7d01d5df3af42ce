package io.campanile.jobs.trial;

import io.campanile.jobs.customer.Fate;
import io.campanile.jobs.customer.Outbox;
import io.campanile.model.ActionRecord;
import io.campanile.model.DecisionRecord;
import io.campanile.model.Event;
import io.campanile.model.PrivacyRecord;
import io.campanile.model.ProfileRecord;
import io.campanile.model.SegmentRecord;
import io.campanile.model.TriggerRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What came of a trial, in the order in which it was decided. */
public final class TrialLog {

  /** One thing that came of it. */
  public sealed interface Entry {
    /** An event of the test. */
    record Happened(Event event) implements Entry {}

    /** A campaign fired. */
    record Fired(TriggerRecord trigger) implements Entry {}

    /** An action was decided; with what was sent, where it was. */
    record Decided(DecisionRecord decision, Optional<ActionRecord> action) implements Entry {}

    /** A segment was entered or left. */
    record Changed(SegmentRecord change) implements Entry {}
  }

  private final List<Object> records = new ArrayList<>();
  private final Map<String, ActionRecord> actions = new HashMap<>();

  /** Everything that happened and that came of it. */
  public List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    for (Object record : records) {
      if (record instanceof Event event) {
        entries.add(new Entry.Happened(event));
      } else if (record instanceof TriggerRecord trigger) {
        entries.add(new Entry.Fired(trigger));
      } else if (record instanceof SegmentRecord change) {
        entries.add(new Entry.Changed(change));
      } else if (record instanceof DecisionRecord decision) {
        boolean sent = decision.outcome() == DecisionRecord.Outcome.SENT;
        entries.add(
            new Entry.Decided(
                decision,
                sent ? Optional.ofNullable(actions.get(decision.actionId())) : Optional.empty()));
      }
    }
    return entries;
  }

  void happened(Event event) {
    records.add(event);
  }

  Outbox outbox() {
    return new Outbox() {
      @Override
      public void trigger(TriggerRecord trigger) {
        records.add(trigger);
      }

      @Override
      public void decision(DecisionRecord decision) {
        records.add(decision);
      }

      @Override
      public void action(ActionRecord action) {
        actions.put(action.actionId(), action);
      }

      @Override
      public void segment(SegmentRecord segment) {
        records.add(segment);
      }

      @Override
      public void privacy(PrivacyRecord record) {
        // No test speaks of it.
      }

      @Override
      public void profile(ProfileRecord profile) {
        // What a profile is shows in what is decided by it.
      }

      @Override
      public void noProfile(String customerId, long timeMillis) {
        // As above.
      }

      @Override
      public void count(Fate fate, long times) {
        // Counts are the job's.
      }
    };
  }
}
