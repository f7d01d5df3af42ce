package io.campanile.jobs.profile;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** About how much room a JSON value takes: characters, and eight for whatever else there is. */
final class ValueSize {

  private static final int OTHER = 8;

  private ValueSize() {}

  /** Whether a value takes at most so much; no more of it is looked at than that. */
  static boolean isAtMost(@Nullable Object value, int limit) {
    return rest(value, limit) >= 0;
  }

  /** What is left of the limit; negative where it does not suffice. */
  private static int rest(@Nullable Object value, int limit) {
    if (value instanceof String text) {
      return limit - text.length();
    }
    int left = limit - OTHER;
    if (value instanceof List<?> list) {
      for (Object element : list) {
        left = left < 0 ? left : rest(element, left);
      }
    } else if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        left = left < 0 ? left : rest(entry.getValue(), rest(entry.getKey(), left));
      }
    }
    return left;
  }
}
