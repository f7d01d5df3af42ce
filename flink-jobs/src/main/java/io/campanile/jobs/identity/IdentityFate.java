package io.campanile.jobs.identity;

import java.util.Locale;

/** What the identity step counts. */
enum IdentityFate {
  /** A visitor of whom a customer was named for the first time. */
  VISITORS_LINKED,
  /** A visitor of whom another customer was named: a device that changed hands. */
  VISITORS_RELINKED,
  /** A visitor whose link was forgotten: erased, cut off, or not said for the time to live. */
  VISITORS_UNLINKED,
  /** A visitor forgotten because the time to live is over. */
  VISITORS_FORGOTTEN,
  /** An event that a customer got from its visitor. */
  VISITOR_EVENTS_HANDED_OVER,
  /** An event that cannot be handed over any more because the visitor has too many. */
  VISITOR_EVENTS_CUT_OFF;

  /** The name of its metric. */
  String metricName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
