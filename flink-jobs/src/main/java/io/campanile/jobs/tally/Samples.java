package io.campanile.jobs.tally;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * A few customers for each thing that can happen, chosen by a hash of their ids: as good as by
 * chance, and the same ones each time.
 */
public final class Samples implements Serializable {

  private static final long serialVersionUID = 1L;

  /** What happened to everybody to whom anything happened. */
  static final String ANYTHING = "3 ANYTHING";

  /** Customers that are kept for each thing. */
  private static final int OF_EACH = 3;

  /** Customers that are kept because something happened to them, whatever it was. */
  private static final int OF_ANYTHING = 40;

  /** Things that customers are kept for; of more, those that come last by name have none. */
  private static final int THINGS = 400;

  /** Customers that are shown. */
  static final int SHOWN = 100;

  private record Chosen(long hash, Story story) implements Comparable<Chosen>, Serializable {
    private static final Comparator<Chosen> ORDER =
        Comparator.comparingLong(Chosen::hash).thenComparing(chosen -> chosen.story.customerId());

    @Override
    public int compareTo(Chosen other) {
      return ORDER.compare(this, other);
    }
  }

  private final TreeMap<String, TreeSet<Chosen>> byThing = new TreeMap<>();

  /**
   * Offers a customer.
   *
   * @param things what happened to the customer
   * @param story is asked for only where the customer is kept
   */
  void offer(String customerId, Set<String> things, Supplier<Story> story) {
    long hash = hash(customerId);
    Chosen chosen = null;
    for (String thing : things) {
      if (wants(thing, hash)) {
        if (chosen == null) {
          chosen = new Chosen(hash, story.get());
        }
        keep(thing, chosen);
      }
    }
  }

  void add(Samples other) {
    other.byThing.forEach((thing, all) -> all.forEach(chosen -> keep(thing, chosen)));
  }

  private static int most(String thing) {
    return thing.equals(ANYTHING) ? OF_ANYTHING : OF_EACH;
  }

  private boolean wants(String thing, long hash) {
    TreeSet<Chosen> kept = byThing.get(thing);
    if (kept == null) {
      return byThing.size() < THINGS || thing.compareTo(byThing.lastKey()) < 0;
    }
    return kept.size() < most(thing) || hash <= kept.last().hash;
  }

  private void keep(String thing, Chosen chosen) {
    TreeSet<Chosen> kept = byThing.computeIfAbsent(thing, unused -> new TreeSet<>());
    kept.add(chosen);
    if (kept.size() > most(thing)) {
      kept.pollLast();
    }
    if (byThing.size() > THINGS) {
      byThing.pollLastEntry();
    }
  }

  /**
   * At most 100 customers, by id: first one for each thing that happened, then a second one, and so
   * on.
   */
  public List<Story> shown() {
    TreeMap<String, Story> shown = new TreeMap<>();
    List<Iterator<Chosen>> rounds = new ArrayList<>();
    for (NavigableSet<Chosen> kept : byThing.values()) {
      rounds.add(kept.iterator());
    }
    for (int round = 0; round < OF_ANYTHING; round++) {
      for (Iterator<Chosen> thing : rounds) {
        if (thing.hasNext() && shown.size() < SHOWN) {
          Story story = thing.next().story;
          shown.put(story.customerId(), story);
        }
      }
    }
    return List.copyOf(shown.values());
  }

  /** FNV-1a, and then mixed, so that ids that are alike are far apart. */
  private static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    return hash ^ (hash >>> 33);
  }
}
