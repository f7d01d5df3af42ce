package io.campanile.jobs.customer;

import io.campanile.jobs.detect.CampaignIndex;
import io.campanile.jobs.detect.CompiledCampaign;
import io.campanile.jobs.detect.Match;
import io.campanile.jobs.detect.Sequences.Completed;
import io.campanile.jobs.profile.Behaviour;
import io.campanile.jobs.profile.Memberships.Change;
import io.campanile.model.Event;
import io.campanile.model.SegmentRecord;
import io.campanile.patterns.SegmentChange;
import io.campanile.patterns.SegmentChange.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Where segments are entered and left, and the campaigns that wait for it fire. */
final class SegmentDesk {

  private final String release;
  private final CampaignIndex index;

  SegmentDesk(String release, CampaignIndex index) {
    this.release = release;
    this.index = index;
  }

  /** Judges what an event may have changed; what fires is matched by that event. */
  List<Completed> judge(Customer customer, Event event, Outbox out) {
    Behaviour behaviour = customer.behaviour();
    List<Change> changes = behaviour.memberships().judge(event, behaviour, customer.profile());
    return changed(customer, changes, new Match(List.of(event)), out);
  }

  /** Judges what time may have changed; what fires is matched by no event. */
  List<Completed> judgeDue(Customer customer, Outbox out) {
    Behaviour behaviour = customer.behaviour();
    List<Change> changes = behaviour.memberships().judgeDue(behaviour, customer.profile());
    return changed(customer, changes, new Match(List.of()), out);
  }

  private List<Completed> changed(
      Customer customer, List<Change> changes, Match match, Outbox out) {
    List<Completed> completed = new ArrayList<>();
    for (Change change : changes) {
      customer.markProfileChanged();
      out.count(change.entered() ? Fate.SEGMENTS_ENTERED : Fate.SEGMENTS_LEFT);
      out.segment(
          new SegmentRecord(
              SegmentRecord.SCHEMA_VERSION,
              customer.id(),
              change.segment(),
              change.entered() ? SegmentRecord.Change.ENTERED : SegmentRecord.Change.LEFT,
              Instant.ofEpochMilli(customer.clockMillis()),
              release));
      SegmentChange kind =
          new SegmentChange(change.segment(), change.entered() ? Kind.ENTERS : Kind.LEAVES);
      for (CompiledCampaign campaign : index.waitingFor(kind)) {
        completed.add(new Completed(campaign, "", match));
      }
    }
    return completed;
  }
}
