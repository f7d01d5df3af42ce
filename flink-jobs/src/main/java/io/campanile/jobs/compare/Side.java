package io.campanile.jobs.compare;

/** One of the two versions. */
public enum Side {
  /** The version that is given first. */
  BEFORE,
  /** The version that is given second. */
  AFTER;

  /** The other one. */
  public Side other() {
    return this == BEFORE ? AFTER : BEFORE;
  }
}
