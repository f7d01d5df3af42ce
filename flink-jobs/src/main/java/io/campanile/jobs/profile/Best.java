package io.campanile.jobs.profile;

import io.campanile.model.ValueCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One of the values in the window: the smallest, the largest, the first or the latest.
 *
 * <p>Kept is what can still become the best: a value that leaves later than a worse one makes that
 * one useless. Bound: one value for each step of the window.
 */
final class Best implements TraitState {

  /** Which value is the best. */
  enum Order {
    SMALLEST,
    LARGEST,
    EARLIEST,
    LATEST
  }

  private final Order order;
  private final boolean ofTimes;

  /** The later one leaves, the worse it is. */
  private final TreeMap<Long, Kept> byLeaving = new TreeMap<>();

  private long nextMillis = TraitWindow.NEVER;

  private record Kept(long eventMillis, Object value) {}

  /**
   * Nothing yet.
   *
   * @param ofTimes whether the event's time is the trait's value, and not what it says
   */
  Best(Order order, boolean ofTimes) {
    this.order = order;
    this.ofTimes = ofTimes;
  }

  @Override
  public int add(long eventMillis, long leavesMillis, Object value) {
    if (!ofTimes && !isKept(value)) {
      return value instanceof String ? 1 : 0;
    }
    Kept kept = new Kept(eventMillis, ofTimes ? true : value);
    Map.Entry<Long, Kept> later = byLeaving.ceilingEntry(leavesMillis);
    if (later != null && !beats(kept, later.getValue(), later.getKey() > leavesMillis)) {
      return 0;
    }
    Map.Entry<Long, Kept> earlier = byLeaving.floorEntry(leavesMillis);
    while (earlier != null && beats(kept, earlier.getValue(), false)) {
      byLeaving.remove(earlier.getKey());
      earlier = byLeaving.floorEntry(leavesMillis);
    }
    byLeaving.put(leavesMillis, kept);
    nextMillis = byLeaving.firstKey();
    return 0;
  }

  private boolean isKept(Object value) {
    return switch (order) {
      case SMALLEST, LARGEST -> Tally.exact(value) != null;
      case EARLIEST, LATEST ->
          value instanceof Boolean
              || Tally.exact(value) != null
              || (value instanceof String text && text.length() <= MAX_TEXT_CHARS);
    };
  }

  /** Whether the one is better; of equals the one added last, unless the first is looked for. */
  private boolean beats(Kept added, Kept kept, boolean keptLeavesLater) {
    int comparison =
        switch (order) {
          case SMALLEST -> number(kept).compareTo(number(added));
          case LARGEST -> number(added).compareTo(number(kept));
          case EARLIEST -> Long.compare(kept.eventMillis, added.eventMillis);
          case LATEST -> Long.compare(added.eventMillis, kept.eventMillis);
        };
    return comparison > 0 || (comparison == 0 && order != Order.EARLIEST && !keptLeavesLater);
  }

  private static BigDecimal number(Kept kept) {
    BigDecimal number = Tally.exact(kept.value);
    if (number == null) {
      throw new IllegalStateException("Only numbers are kept: " + kept.value.getClass());
    }
    return number;
  }

  @Override
  public void forget(long nowMillis) {
    while (nextMillis <= nowMillis && nextMillis != TraitWindow.NEVER) {
      byLeaving.pollFirstEntry();
      nextMillis = byLeaving.isEmpty() ? TraitWindow.NEVER : byLeaving.firstKey();
    }
  }

  @Override
  public @Nullable Object value(long nowMillis) {
    Map.Entry<Long, Kept> best = byLeaving.firstEntry();
    if (best == null) {
      return null;
    }
    return ofTimes ? Instant.ofEpochMilli(best.getValue().eventMillis) : best.getValue().value;
  }

  @Override
  public long nextMillis() {
    return nextMillis;
  }

  @Override
  public boolean isEmpty() {
    return byLeaving.isEmpty();
  }

  @Override
  public void write(DataOutput out) throws IOException {
    ValueCodec.writeUnsigned(out, byLeaving.size());
    for (Map.Entry<Long, Kept> entry : byLeaving.entrySet()) {
      TraitWindow.writeLeaving(out, entry.getKey());
      ValueCodec.writeSigned(out, entry.getValue().eventMillis);
      ValueCodec.writeValue(out, entry.getValue().value);
    }
  }

  static Best read(DataInput in, Order order, boolean ofTimes) throws IOException {
    Best best = new Best(order, ofTimes);
    int size = ValueCodec.readSize(in);
    for (int i = 0; i < size; i++) {
      long leavesMillis = TraitWindow.readLeaving(in);
      long eventMillis = ValueCodec.readSigned(in);
      Object value = ValueCodec.readValue(in);
      if (value == null) {
        throw new IOException("A trait without a value");
      }
      best.byLeaving.put(leavesMillis, new Kept(eventMillis, value));
      best.nextMillis = Math.min(best.nextMillis, leavesMillis);
    }
    return best;
  }
}
