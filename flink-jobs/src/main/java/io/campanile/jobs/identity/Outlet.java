package io.campanile.jobs.identity;

import io.campanile.model.Event;

/** Where a visitor's events go on to, in the order in which they are taken. */
interface Outlet {

  /** An event goes on to its customer. */
  void emit(Event event);

  /** Something happened this many times. */
  void count(IdentityFate fate, long times);
}
