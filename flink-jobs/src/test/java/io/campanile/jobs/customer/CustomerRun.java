package io.campanile.jobs.customer;

import io.campanile.jobs.decide.Decider;
import io.campanile.jobs.detect.Detector;
import io.campanile.model.ActionRecord;
import io.campanile.model.DecisionRecord;
import io.campanile.model.Event;
import io.campanile.model.PrivacyRecord;
import io.campanile.model.ProfileRecord;
import io.campanile.model.SegmentRecord;
import io.campanile.model.TriggerRecord;
import io.campanile.patterns.Patterns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The engine, driven by hand for one customer: events, time, restarts, new releases. */
public final class CustomerRun {

  private final Detector detector;
  private final Collected collected = new Collected();
  private CustomerEngine engine;
  private Customer customer;
  private long wallMillis = Decider.NO_WALL_CLOCK;

  /** A customer that nothing has happened to. */
  public CustomerRun(Patterns patterns, Detector detector, String customerId) {
    this.detector = detector;
    this.engine = engineOf(patterns, detector);
    this.customer = codecOf(engine).create(customerId);
  }

  private static CustomerEngine engineOf(Patterns patterns, Detector detector) {
    return new CustomerEngine(patterns, detector, Duration.ofHours(24), Duration.ofDays(400));
  }

  private CustomerCodec codecOf(CustomerEngine of) {
    return new CustomerCodec(of.index(), of.profiles(), detector, collected);
  }

  /** An event in its order. */
  public void take(Event event) {
    engine.take(customer, event, wallMillis, collected);
  }

  /** An event behind the watermark. */
  public void takeLate(Event event, long watermarkMillis) {
    engine.takeLate(customer, event, watermarkMillis, wallMillis, collected);
  }

  /** Time is now t. */
  public void advanceTo(long timeMillis) {
    engine.advanceTo(customer, timeMillis, wallMillis, collected);
  }

  /** The clock on the wall shows this from now on. */
  public void wallClock(long millis) {
    wallMillis = millis;
  }

  /** The customer is written to state and read from it, as around a restart. */
  public void restart() {
    restartWith(engine);
  }

  /** The customer goes on under other patterns. */
  public void restart(Patterns patterns) {
    restartWith(engineOf(patterns, detector));
  }

  private void restartWith(CustomerEngine next) {
    try {
      engine.forget(customer);
      byte[] state = codecOf(engine).write(customer);
      customer = codecOf(next).read(customer.id(), state);
      engine = next;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
    customer.setProfileChanged(true);
    engine.publish(customer, collected);
    return collected.profiles.get(collected.profiles.size() - 1);
  }

  /** The object that expressions see as {@code profile}. */
  public Map<String, @Nullable Object> view() {
    return customer.profile().view();
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
    public void count(Fate fate, long times) {
      counts.merge(fate, times, Long::sum);
    }
  }
}
