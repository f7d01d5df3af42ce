package io.campanile.jobs.profile;

import io.campanile.model.ValueCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The value that came most often; ties go to the value seen last. Bound: {@link #MAX_VALUES} and
 * {@link #MAX_CELLS}, beyond which the rarest value, and of several the one seen longest ago, is
 * forgotten.
 */
final class Top implements TraitState {

  /** Different values that are counted for one customer. */
  static final int MAX_VALUES = 200;

  /** Counts that are kept in all: one for each value and step of the window. */
  static final int MAX_CELLS = 4000;

  /** In the order in which they came last. */
  private final LinkedHashMap<String, Item> items = new LinkedHashMap<>();

  private int cells;

  /** Nothing leaves before. */
  private long nextMillis = TraitWindow.NEVER;

  private static final class Item {
    private final Object value;
    private final TreeMap<Long, Long> countByLeaving = new TreeMap<>();
    private long seenMillis;
    private long count;

    Item(Object value, long seenMillis) {
      this.value = value;
      this.seenMillis = seenMillis;
    }

    /** Of two with the same count and time, the one that stands behind wins. */
    boolean isBehind(Item other) {
      return count > other.count || (count == other.count && seenMillis >= other.seenMillis);
    }
  }

  @Override
  public int add(long eventMillis, long leavesMillis, Object value) {
    int cutOff = 0;
    for (Object element : value instanceof List<?> list ? list : List.of(value)) {
      if (element instanceof String text && text.length() > MAX_TEXT_CHARS) {
        cutOff++;
      } else if (element != null) {
        cutOff += addOne(eventMillis, leavesMillis, element);
      }
    }
    return cutOff;
  }

  private int addOne(long eventMillis, long leavesMillis, Object value) {
    String key = ValueKey.of(value);
    if (key.isEmpty()) {
      return 0;
    }
    int cutOff = 0;
    if (items.size() >= MAX_VALUES && !items.containsKey(key)) {
      cutOff += forgetRarest();
    }
    Item item = items.remove(key);
    if (item == null) {
      item = new Item(value, eventMillis);
    }
    items.put(key, item);
    item.seenMillis = Math.max(item.seenMillis, eventMillis);
    item.count++;
    cells += item.countByLeaving.merge(leavesMillis, 1L, Long::sum) == 1 ? 1 : 0;
    nextMillis = Math.min(nextMillis, leavesMillis);
    while (cells > MAX_CELLS) {
      cutOff += forgetRarest();
    }
    return cutOff;
  }

  private int forgetRarest() {
    String rarest = null;
    Item least = null;
    for (Map.Entry<String, Item> entry : items.entrySet()) {
      if (least == null || !entry.getValue().isBehind(least)) {
        rarest = entry.getKey();
        least = entry.getValue();
      }
    }
    if (rarest == null || least == null) {
      return 0;
    }
    items.remove(rarest);
    cells -= least.countByLeaving.size();
    return 1;
  }

  @Override
  public void forget(long nowMillis) {
    if (nextMillis > nowMillis || nextMillis == TraitWindow.NEVER) {
      return;
    }
    nextMillis = TraitWindow.NEVER;
    for (Item item : List.copyOf(items.values())) {
      TreeMap<Long, Long> counts = item.countByLeaving;
      while (!counts.isEmpty() && counts.firstKey() <= nowMillis) {
        item.count -= counts.pollFirstEntry().getValue();
        cells--;
      }
      if (!counts.isEmpty()) {
        nextMillis = Math.min(nextMillis, counts.firstKey());
      }
    }
    items.values().removeIf(item -> item.count == 0);
  }

  @Override
  public @Nullable Object value(long nowMillis) {
    Item best = null;
    for (Item item : items.values()) {
      if (best == null || item.isBehind(best)) {
        best = item;
      }
    }
    return best == null ? null : best.value;
  }

  @Override
  public long nextMillis() {
    return nextMillis;
  }

  @Override
  public boolean isEmpty() {
    return items.isEmpty();
  }

  @Override
  public void write(DataOutput out) throws IOException {
    ValueCodec.writeUnsigned(out, items.size());
    for (Item item : items.values()) {
      ValueCodec.writeValue(out, item.value);
      ValueCodec.writeSigned(out, item.seenMillis);
      ValueCodec.writeUnsigned(out, item.countByLeaving.size());
      for (Map.Entry<Long, Long> cell : item.countByLeaving.entrySet()) {
        TraitWindow.writeLeaving(out, cell.getKey());
        ValueCodec.writeUnsigned(out, cell.getValue());
      }
    }
  }

  static Top read(DataInput in) throws IOException {
    Top top = new Top();
    int size = ValueCodec.readSize(in);
    for (int i = 0; i < size; i++) {
      Object value = ValueCodec.readValue(in);
      if (value == null) {
        throw new IOException("A trait without a value");
      }
      Item item = new Item(value, ValueCodec.readSigned(in));
      int counts = ValueCodec.readSize(in);
      for (int j = 0; j < counts; j++) {
        long leavesMillis = TraitWindow.readLeaving(in);
        long count = ValueCodec.readUnsigned(in);
        item.countByLeaving.put(leavesMillis, count);
        item.count += count;
        top.nextMillis = Math.min(top.nextMillis, leavesMillis);
      }
      top.cells += counts;
      top.items.put(ValueKey.of(value), item);
    }
    return top;
  }
}
