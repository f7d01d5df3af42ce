package io.campanile.jobs.tally;

import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A few customers for each thing that can happen. */
public final class Samples implements Serializable {

  private static final long serialVersionUID = 1L;

  /** What happened to everybody to whom anything happened. */
  static final String ANYTHING = "3 ANYTHING";

  /** Customers that are kept for each thing. */
  private static final int OF_EACH = 3;

  /** Customers that are kept because something happened to them, whatever it was. */
  private static final int OF_ANYTHING = 40;

  /** Customers that are shown. */
  private static final int SHOWN = 100;

  private final Lottery<Story> lottery = new Lottery<>();

  /**
   * Offers a customer.
   *
   * @param things what happened to the customer
   * @param story is asked for only where the customer is kept
   */
  void offer(String customerId, Set<String> things, Supplier<Story> story) {
    Supplier<Story> once = new Once(story);
    for (String thing : things) {
      lottery.offer(thing, thing.equals(ANYTHING) ? OF_ANYTHING : OF_EACH, customerId, once);
    }
  }

  /** A customer who is kept for several things is told of once. */
  private static final class Once implements Supplier<Story> {
    private final Supplier<Story> story;
    private @Nullable Story told;

    Once(Supplier<Story> story) {
      this.story = story;
    }

    @Override
    public Story get() {
      Story now = told == null ? story.get() : told;
      told = now;
      return now;
    }
  }

  void add(Samples other) {
    lottery.add(other.lottery);
  }

  /** At most 100 customers, by id. */
  public List<Story> shown() {
    TreeMap<String, Story> shown = new TreeMap<>();
    for (Story story : lottery.drawn()) {
      if (shown.size() < SHOWN) {
        shown.put(story.customerId(), story);
      }
    }
    return List.copyOf(shown.values());
  }
}
