package io.campanile.jobs.tally;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * A few examples of each thing that can happen, drawn by a hash of the customers' ids: as good as
 * by chance, and the same ones each time, however the customers were shared out.
 *
 * @param <T> an example
 */
public final class Lottery<T extends Serializable> implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Things that have examples; of more, those that come last by name have none. */
  private static final int THINGS = 400;

  private final TreeMap<String, Kept<T>> byThing = new TreeMap<>();

  private record Drawn<T extends Serializable>(long hash, String customerId, T example)
      implements Comparable<Drawn<T>>, Serializable {
    @Override
    public int compareTo(Drawn<T> other) {
      int byHash = Long.compare(hash, other.hash);
      return byHash != 0 ? byHash : customerId.compareTo(other.customerId);
    }
  }

  /** What is kept of one thing: those with the lowest hashes. */
  private record Kept<T extends Serializable>(int most, TreeSet<Drawn<T>> drawn)
      implements Serializable {
    boolean wants(long hash) {
      return drawn.size() < most || hash <= drawn.last().hash;
    }

    void keep(Drawn<T> one) {
      drawn.add(one);
      if (drawn.size() > most) {
        drawn.pollLast();
      }
    }
  }

  /**
   * Offers an example.
   *
   * @param thing what it is an example of; of each customer the first is taken
   * @param most how many are kept of this thing
   * @param example is asked for only where it is kept
   */
  public void offer(String thing, int most, String customerId, Supplier<T> example) {
    long hash = hash(customerId);
    Kept<T> kept = byThing.get(thing);
    boolean wanted =
        kept == null
            ? byThing.size() < THINGS || thing.compareTo(byThing.lastKey()) < 0
            : kept.wants(hash);
    if (wanted) {
      of(thing, most).keep(new Drawn<>(hash, customerId, example.get()));
      forgetWhatIsTooMany();
    }
  }

  /** Takes in what another one has drawn. */
  public void add(Lottery<T> other) {
    other.byThing.forEach(
        (thing, theirs) -> {
          Kept<T> own = of(thing, theirs.most);
          theirs.drawn.forEach(own::keep);
          forgetWhatIsTooMany();
        });
  }

  private Kept<T> of(String thing, int most) {
    return byThing.computeIfAbsent(thing, unused -> new Kept<>(most, new TreeSet<>()));
  }

  private void forgetWhatIsTooMany() {
    if (byThing.size() > THINGS) {
      byThing.pollLastEntry();
    }
  }

  /** What was drawn: first one for each thing, by its name, then a second one, and so on. */
  public List<T> drawn() {
    List<T> drawn = new ArrayList<>();
    List<Iterator<Drawn<T>>> things = new ArrayList<>();
    byThing.values().forEach(kept -> things.add(kept.drawn.iterator()));
    while (!things.isEmpty()) {
      things.removeIf(thing -> !thing.hasNext());
      things.forEach(thing -> drawn.add(thing.next().example));
    }
    return drawn;
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
