package io.campanile.jobs.customer;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** The releases that are known, in the order in which they are in force; at least one. */
final class Terms {

  private final TreeMap<Long, Term> byStart = new TreeMap<>();

  /** With the release that is in force from the beginning. */
  Terms(Term first) {
    byStart.put(first.fromMillis(), first);
  }

  /** Enters a term; one that begins at the same time gives way. No customer may be past it. */
  void add(Term term) {
    byStart.put(term.fromMillis(), term);
    link();
  }

  /** The term that a moment lies in; the earliest, where it lies before all of them. */
  Term at(long millis) {
    Map.Entry<Long, Term> found = byStart.floorEntry(millis);
    return (found == null ? byStart.firstEntry() : found).getValue();
  }

  /** All of them, the earliest first. */
  Collection<Term> all() {
    return byStart.values();
  }

  /** Forgets the earliest, of which no customer is left. */
  void removeFirst() {
    if (byStart.size() == 1) {
      throw new IllegalStateException("One release has to be in force");
    }
    byStart.pollFirstEntry();
  }

  private void link() {
    Term following = null;
    for (Term term : byStart.descendingMap().values()) {
      term.setNext(following);
      following = term;
    }
  }
}
