package io.campanile.jobs.customer;

import org.jspecify.annotations.Nullable;

/**
 * The time during which one release is in force: from its moment, before everything else of it, to
 * the moment of its successor. A customer is in one term at a time, that which its clock is in.
 */
final class Term {

  private final CustomerEngine engine;
  private final SequencesFormat format;
  private final long fromMillis;
  private @Nullable Term next;
  private @Nullable Carryover carryover;

  /** A term with no successor yet. */
  Term(CustomerEngine engine, SequencesFormat format, long fromMillis) {
    this.engine = engine;
    this.format = format;
    this.fromMillis = fromMillis;
  }

  /** What happens to customers in it. */
  CustomerEngine engine() {
    return engine;
  }

  /** How sequences are stored in it. */
  SequencesFormat format() {
    return format;
  }

  /** When it begins, epoch milliseconds. */
  long fromMillis() {
    return fromMillis;
  }

  /** The one that follows, or null. */
  @Nullable Term next() {
    return next;
  }

  /** Another one follows it, or none. */
  void setNext(@Nullable Term successor) {
    if (next != successor) {
      next = successor;
      carryover = null;
    }
  }

  /** How customers come from here to the one that follows; there is one. */
  Carryover carryover() {
    Term successor = next;
    if (successor == null) {
      throw new IllegalStateException("No release follows " + engine.release());
    }
    if (carryover == null) {
      carryover = new Carryover(this, successor);
    }
    return carryover;
  }
}
