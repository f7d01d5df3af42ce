package io.campanile.jobs;

/**
 * The uids of all operators: a public contract, by which a savepoint finds its state again. Never
 * changed.
 */
public final class Uids {

  /** Parts events from dead letters; no state. */
  public static final String INGEST = "ingest";

  /** Parts visitors from customers; no state. */
  public static final String VISITORS = "visitors";

  /** The devices of each customer; see {@code IdentityStates}. */
  public static final String DEVICES = "devices";

  /** From visitor to customer; see {@code IdentityStates}. */
  public static final String IDENTITY = "identity";

  /** Everything about one customer; see {@code CustomerStates}. */
  public static final String CUSTOMER = "customer";

  /** What reads releases; its state is how far it has. */
  public static final String RELEASES = "releases";

  /** Refuses releases with problems; no state. */
  public static final String RELEASE_CHECK = "release-check";

  /** Parts the actions of limited channels from all else; no state. */
  public static final String LIMITED_CHANNELS = "limited-channels";

  /** Where the actions of limited channels wait; see {@code LimitFunction}. */
  public static final String LIMITS = "limits";

  /** The Kafka sink of all records. */
  public static final String SINK = "records";

  /** Where the database job reads the records. */
  public static final String DATABASE_SOURCE = "database-source";

  /** Where the database job writes them; no state. */
  public static final String DATABASE = "database";

  private static final String SOURCE = "source-";

  private Uids() {}

  /** The uid of the source with this name. */
  public static String source(String name) {
    return SOURCE + name;
  }
}
