package io.campanile.jobs.customer;

/** Who has to be looked at when a release takes effect, though nothing else happens to them. */
enum Wake {
  /** Nobody: what has changed is seen when something happens. */
  NOBODY,
  /** Who has a sequence under way, or an action waiting. */
  WHO_WAITS,
  /** Everybody: time alone changes a new segment. */
  EVERYBODY;

  /** Who is asked for by either. */
  Wake or(Wake other) {
    return compareTo(other) < 0 ? other : this;
  }
}
