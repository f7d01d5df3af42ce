package io.campanile.jobs.customer;

import io.campanile.connectors.output.OutputRecord;
import io.campanile.connectors.output.OutputRecords;
import io.campanile.jobs.decide.Decider;
import io.campanile.jobs.detect.Detector;
import io.campanile.jobs.release.Release;
import io.campanile.model.ActionRecord;
import io.campanile.model.DecisionRecord;
import io.campanile.model.Event;
import io.campanile.model.PrivacyRecord;
import io.campanile.model.ProfileRecord;
import io.campanile.model.SegmentRecord;
import io.campanile.model.TriggerRecord;
import io.campanile.patterns.Expression;
import io.campanile.patterns.Patterns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The engines, driven by hand for one customer: events, time, restarts, new releases. */
public final class CustomerRun {

  private final Detector detector;
  private final boolean omitsAddresses;
  private final Collected collected = new Collected();
  private final List<Change> changes = new ArrayList<>();
  private Patterns first;
  private CustomerEngines engines;
  private Customer customer;
  private long wallMillis = Decider.NO_WALL_CLOCK;

  private record Change(Patterns patterns, long fromMillis) {}

  /** A customer that nothing has happened to. */
  public CustomerRun(Patterns patterns, Detector detector, String customerId) {
    this(patterns, detector, customerId, false);
  }

  /** As above; records may be written without addresses. */
  CustomerRun(Patterns patterns, Detector detector, String customerId, boolean omitsAddresses) {
    this.detector = detector;
    this.omitsAddresses = omitsAddresses;
    this.first = patterns;
    this.engines = enginesOf(patterns);
    this.customer = codec().create(customerId, Long.MIN_VALUE);
  }

  private CustomerEngines enginesOf(Patterns patterns) {
    return new CustomerEngines(
        patterns,
        Release.THE_BEGINNING,
        detector,
        Duration.ofHours(24),
        Duration.ofDays(400),
        omitsAddresses,
        collected);
  }

  private CustomerCodec codec() {
    return new CustomerCodec(engines.terms());
  }

  /** A release takes effect at this time, which is still to come. */
  public void release(Patterns patterns, long fromMillis) {
    changes.add(new Change(patterns, fromMillis));
    engines.add(patterns, fromMillis);
  }

  /** An event in its order. */
  public void take(Event event) {
    engines.take(customer, event, wallMillis);
  }

  /** An event behind the watermark. */
  public void takeLate(Event event, long watermarkMillis) {
    engines.takeLate(customer, event, watermarkMillis, wallMillis);
  }

  /** Time is now t. */
  public void advanceTo(long timeMillis) {
    engines.advanceTo(customer, timeMillis, wallMillis);
  }

  /** The clock on the wall shows this from now on. */
  public void wallClock(long millis) {
    wallMillis = millis;
  }

  /** The customer is written to state and read from it, as around a restart. */
  public void restart() {
    CustomerEngines next = enginesOf(first);
    changes.forEach(change -> next.add(change.patterns, change.fromMillis));
    restartWith(next);
  }

  /** The customer goes on in a job that knows these patterns alone. */
  public void restart(Patterns patterns) {
    first = patterns;
    changes.clear();
    restartWith(enginesOf(patterns));
  }

  /** How much the customer takes in state. */
  public int stateBytes() {
    return state().length;
  }

  /** The customer as it is written to state. */
  byte[] state() {
    try {
      engines.forget(customer);
      return codec().write(customer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void restartWith(CustomerEngines next) {
    byte[] state = state();
    engines = next;
    restore(state);
  }

  /** The customer is read from state. */
  void restore(byte[] state) {
    try {
      customer = codec().read(customer.id(), state);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Everything that was said of the customer, the profile of the end included, as on the wire. */
  public List<OutputRecord> records() {
    List<OutputRecord> records = new ArrayList<>();
    collected.triggers.forEach(record -> records.add(OutputRecords.of(record)));
    collected.decisions.forEach(record -> records.add(OutputRecords.of(record)));
    collected.actions.forEach(record -> records.add(OutputRecords.of(record)));
    collected.privacy.forEach(record -> records.add(OutputRecords.of(record)));
    collected.segments.forEach(record -> records.add(OutputRecords.of(record)));
    collected.withdrawn.forEach(
        timeMillis -> records.add(OutputRecords.noProfile(customer.id(), timeMillis)));
    if (customer.profile().lastSeenMillis() != Long.MIN_VALUE) {
      records.add(OutputRecords.of(profile()));
    }
    return records;
  }

  /** Triggers in the order in which they fired. */
  public List<TriggerRecord> triggers() {
    return collected.triggers;
  }

  /** Decisions in the order in which they were taken. */
  public List<DecisionRecord> decisions() {
    return collected.decisions;
  }

  /** Actions in the order in which they were sent. */
  public List<ActionRecord> actions() {
    return collected.actions;
  }

  /** What was done about requests for privacy. */
  public List<PrivacyRecord> privacy() {
    return collected.privacy;
  }

  /** The campaigns of sequences in the order in which they came under way. */
  public List<String> begun() {
    return collected.begun;
  }

  /** Changes of segments in the order in which they came. */
  public List<SegmentRecord> segments() {
    return collected.segments;
  }

  /** What is known about the customer now. */
  public ProfileRecord profile() {
    customer.markProfileChanged();
    engines.publish(customer);
    return collected.profiles.get(collected.profiles.size() - 1);
  }

  /** The segments that the customer is in. */
  public List<String> memberships() {
    return customer.behaviour().memberships().names();
  }

  /** The profile, if it has changed since it was published, as at a checkpoint. */
  public List<ProfileRecord> publish() {
    int before = collected.profiles.size();
    engines.publish(customer);
    return collected.profiles.subList(before, collected.profiles.size());
  }

  /** When the profile was withdrawn, epoch milliseconds. */
  public List<Long> withdrawn() {
    return collected.withdrawn;
  }

  /** The object that expressions see as {@code profile}. */
  public Map<String, @Nullable Object> view() {
    return customer.profile().view();
  }

  /** What an expression sees of the customer, if it is now this time. */
  Expression.Scope scopeAt(long nowMillis) {
    Map<String, @Nullable Object> profile = view();
    return new Expression.Scope() {
      @Override
      public @Nullable Map<String, @Nullable Object> object(String variable) {
        return variable.equals("profile") ? profile : null;
      }

      @Override
      public Instant now() {
        return Instant.ofEpochMilli(nowMillis);
      }
    };
  }

  /** When something happens by time alone, or {@code Long.MAX_VALUE}. */
  public long nextMillis() {
    return customer.nextMillis();
  }

  /** How many actions wait. */
  public int waiting() {
    return customer.agenda().waiting().size();
  }

  /** How often something ended so. */
  public long count(Fate fate) {
    return collected.counts.getOrDefault(fate, 0L);
  }

  static final class Collected implements Outbox {
    private final List<TriggerRecord> triggers = new ArrayList<>();
    private final List<DecisionRecord> decisions = new ArrayList<>();
    private final List<ActionRecord> actions = new ArrayList<>();
    private final List<PrivacyRecord> privacy = new ArrayList<>();
    private final List<SegmentRecord> segments = new ArrayList<>();
    private final List<ProfileRecord> profiles = new ArrayList<>();
    private final List<String> begun = new ArrayList<>();
    private final List<Long> withdrawn = new ArrayList<>();
    private final Map<Fate, Long> counts = new EnumMap<>(Fate.class);

    @Override
    public void trigger(TriggerRecord trigger) {
      triggers.add(trigger);
    }

    @Override
    public void decision(DecisionRecord decision) {
      decisions.add(decision);
    }

    @Override
    public void action(ActionRecord action) {
      actions.add(action);
    }

    @Override
    public void privacy(PrivacyRecord record) {
      privacy.add(record);
    }

    @Override
    public void segment(SegmentRecord segment) {
      segments.add(segment);
    }

    @Override
    public void profile(ProfileRecord profile) {
      profiles.add(profile);
    }

    @Override
    public void began(String campaign) {
      begun.add(campaign);
    }

    @Override
    public void noProfile(String customerId, long timeMillis) {
      withdrawn.add(timeMillis);
    }

    @Override
    public void count(Fate fate, long times) {
      counts.merge(fate, times, Long::sum);
    }
  }
}
