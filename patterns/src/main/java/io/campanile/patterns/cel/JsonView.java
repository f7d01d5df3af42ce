package io.campanile.patterns.cel;

import dev.cel.common.values.NullValue;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * JSON as the evaluator wants to see it, without a copy.
 *
 * <p>The evaluator takes a Java null for a value that is not known yet, which is contagious: {@code
 * event.coupon == null} would be neither true nor false. A JSON null has to reach it as CEL's own
 * null, at every depth.
 */
final class JsonView {

  private JsonView() {}

  static Object of(@Nullable Object value) {
    if (value == null) {
      return NullValue.NULL_VALUE;
    }
    if (value instanceof Map<?, ?> map) {
      return new ObjectView(map);
    }
    if (value instanceof List<?> list) {
      return new ListView(list);
    }
    if (value instanceof Integer number) {
      return number.longValue();
    }
    return value;
  }

  /** A JSON object. */
  static final class ObjectView extends AbstractMap<Object, Object> {
    private final Map<?, ?> json;

    ObjectView(Map<?, ?> json) {
      this.json = json;
    }

    Map<?, ?> json() {
      return json;
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
      Object value = json.get(key);
      return value != null || json.containsKey(key) ? of(value) : null;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
      return json.containsKey(key);
    }

    @Override
    public int size() {
      return json.size();
    }

    @Override
    public Set<Map.Entry<Object, Object>> entrySet() {
      return new Entries(json);
    }
  }

  private static final class Entries extends AbstractSet<Map.Entry<Object, Object>> {
    private final Map<?, ?> json;

    Entries(Map<?, ?> json) {
      this.json = json;
    }

    @Override
    public Iterator<Map.Entry<Object, Object>> iterator() {
      Iterator<? extends Map.Entry<?, ?>> entries = json.entrySet().iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return entries.hasNext();
        }

        @Override
        public Map.Entry<Object, Object> next() {
          Map.Entry<?, ?> entry = entries.next();
          return Map.entry(of(entry.getKey()), of(entry.getValue()));
        }
      };
    }

    @Override
    public int size() {
      return json.size();
    }
  }

  /** A JSON list. */
  static final class ListView extends AbstractList<Object> {
    private final List<?> json;

    ListView(List<?> json) {
      this.json = json;
    }

    List<?> json() {
      return json;
    }

    @Override
    public Object get(int index) {
      return of(json.get(index));
    }

    @Override
    public int size() {
      return json.size();
    }
  }
}
