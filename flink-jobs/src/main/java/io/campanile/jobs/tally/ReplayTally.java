package io.campanile.jobs.tally;

import java.io.Serializable;

/** What a replay is summed up in. */
public final class ReplayTally implements Serializable {

  private static final long serialVersionUID = 1L;

  private long events;
  private long customers;
  private long customersReached;

  private final Counts<String> stages = new Counts<>(Stage.values().length);
  private final Counts<Ending> endings = new Counts<>(1);
  private final Counts<Lane> delays = new Counts<>(Delays.BUCKETS);
  private final Counts<Lane> hours = new Counts<>(7 * 24);
  private final Course course = new Course();
  private final Fatigue fatigue = new Fatigue();
  private final Samples samples = new Samples();

  void countEvent() {
    events++;
  }

  void countCustomer(boolean reached) {
    customers++;
    customersReached += reached ? 1 : 0;
  }

  /** Takes in what another subtask has seen, of other customers. */
  public void add(ReplayTally other) {
    events += other.events;
    customers += other.customers;
    customersReached += other.customersReached;
    stages.add(other.stages);
    endings.add(other.endings);
    delays.add(other.delays);
    hours.add(other.hours);
    course.add(other.course);
    fatigue.add(other.fatigue);
    samples.add(other.samples);
  }

  /** Events that were used. */
  public long events() {
    return events;
  }

  /** Customers and visitors who did something. */
  public long customers() {
    return customers;
  }

  /** Those of them to whom something was sent. */
  public long customersReached() {
    return customersReached;
  }

  /** By campaign: how far it came, a column for each {@link Stage}. */
  public Counts<String> stages() {
    return stages;
  }

  /** Why things were not sent, or not yet. */
  public Counts<Ending> endings() {
    return endings;
  }

  /** How long after the behaviour what was sent came, a column for each of {@link Delays}. */
  public Counts<Lane> delays() {
    return delays;
  }

  /**
   * When it was sent, a column for each hour of the week from Monday's midnight, in the customer's
   * zone.
   */
  public Counts<Lane> hours() {
    return hours;
  }

  /** Over time, in the policy's zone. */
  public Course course() {
    return course;
  }

  /** Messages a customer and week. */
  public Fatigue fatigue() {
    return fatigue;
  }

  /** Customers as examples. */
  public Samples samples() {
    return samples;
  }
}
