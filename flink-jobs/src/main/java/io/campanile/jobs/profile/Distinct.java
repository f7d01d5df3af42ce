package io.campanile.jobs.profile;

import io.campanile.model.ValueCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many different values. Bound: {@link #MAX_VALUES}, beyond which the one that came longest ago
 * is not counted any more.
 */
final class Distinct implements TraitState {

  /** Different values that are told apart for one customer. */
  static final int MAX_VALUES = 1000;

  /** By value, in the order in which they came last: when it leaves. */
  private final LinkedHashMap<String, Long> leavesMillisByKey = new LinkedHashMap<>();

  /** Nothing leaves before. */
  private long nextMillis = TraitWindow.NEVER;

  @Override
  public int add(long eventMillis, long leavesMillis, Object value) {
    int cutOff = 0;
    for (Object element : value instanceof List<?> list ? list : List.of(value)) {
      cutOff += element == null ? 0 : addOne(ValueKey.of(element), leavesMillis);
    }
    return cutOff;
  }

  private int addOne(String key, long leavesMillis) {
    if (key.isEmpty()) {
      return 0;
    }
    Long before = leavesMillisByKey.get(key);
    if (before != null && before >= leavesMillis) {
      return 0;
    }
    leavesMillisByKey.remove(key);
    leavesMillisByKey.put(key, leavesMillis);
    nextMillis = Math.min(nextMillis, leavesMillis);
    if (leavesMillisByKey.size() <= MAX_VALUES) {
      return 0;
    }
    Iterator<String> oldestFirst = leavesMillisByKey.keySet().iterator();
    oldestFirst.next();
    oldestFirst.remove();
    return 1;
  }

  @Override
  public void forget(long nowMillis) {
    if (nextMillis > nowMillis || nextMillis == TraitWindow.NEVER) {
      return;
    }
    leavesMillisByKey
        .values()
        .removeIf(leaves -> leaves <= nowMillis && leaves != TraitWindow.NEVER);
    nextMillis = TraitWindow.NEVER;
    for (long leaves : leavesMillisByKey.values()) {
      nextMillis = Math.min(nextMillis, leaves);
    }
  }

  @Override
  public Object value(long nowMillis) {
    return (long) leavesMillisByKey.size();
  }

  @Override
  public long nextMillis() {
    return nextMillis;
  }

  @Override
  public boolean isEmpty() {
    return leavesMillisByKey.isEmpty();
  }

  @Override
  public void write(DataOutput out) throws IOException {
    ValueCodec.writeUnsigned(out, leavesMillisByKey.size());
    for (Map.Entry<String, Long> entry : leavesMillisByKey.entrySet()) {
      ValueCodec.writeText(out, entry.getKey());
      TraitWindow.writeLeaving(out, entry.getValue());
    }
  }

  static Distinct read(DataInput in) throws IOException {
    Distinct distinct = new Distinct();
    int size = ValueCodec.readSize(in);
    for (int i = 0; i < size; i++) {
      String key = ValueCodec.readText(in);
      long leavesMillis = TraitWindow.readLeaving(in);
      distinct.leavesMillisByKey.put(key, leavesMillis);
      distinct.nextMillis = Math.min(distinct.nextMillis, leavesMillis);
    }
    return distinct;
  }
}
