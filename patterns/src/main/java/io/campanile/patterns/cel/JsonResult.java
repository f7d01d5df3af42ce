package io.campanile.patterns.cel;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The evaluator's results as JSON values. */
final class JsonResult {

  /** Something that JSON cannot say, such as infinity: then there is no value at all. */
  private static final class NotJson extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotJson() {
      super("Not a JSON value", null, false, false);
    }
  }

  private JsonResult() {}

  /** The JSON value; empty for null and for what JSON cannot say. */
  static Optional<Object> of(@Nullable Object result) {
    try {
      return Optional.ofNullable(convert(result));
    } catch (NotJson e) {
      return Optional.empty();
    }
  }

  private static @Nullable Object convert(@Nullable Object result) {
    if (result == null || result instanceof NullValue) {
      return null;
    }
    if (result instanceof String || result instanceof Long || result instanceof Boolean) {
      return result;
    }
    if (result instanceof Double number) {
      return finite(number);
    }
    if (result instanceof JsonView.ObjectView view) {
      return view.json();
    }
    if (result instanceof JsonView.ListView view) {
      return view.json();
    }
    if (result instanceof List<?> list) {
      return list(list);
    }
    if (result instanceof Map<?, ?> map) {
      return object(map);
    }
    return special(result);
  }

  private static Object special(Object result) {
    if (result instanceof UnsignedLong number && number.longValue() >= 0) {
      return number.longValue();
    }
    if (result instanceof Instant time) {
      return time.toString();
    }
    if (result instanceof Duration duration) {
      return seconds(duration) + "s";
    }
    if (result instanceof CelByteString bytes) {
      return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
    throw new NotJson();
  }

  private static Double finite(Double number) {
    if (number.isNaN() || number.isInfinite()) {
      throw new NotJson();
    }
    return number;
  }

  private static String seconds(Duration duration) {
    BigDecimal nanos = BigDecimal.valueOf(duration.getNano(), 9);
    return BigDecimal.valueOf(duration.getSeconds())
        .add(nanos)
        .stripTrailingZeros()
        .toPlainString();
  }

  private static List<@Nullable Object> list(List<?> list) {
    List<@Nullable Object> json = new ArrayList<>(list.size());
    for (Object element : list) {
      json.add(convert(element));
    }
    return json;
  }

  private static Map<String, @Nullable Object> object(Map<?, ?> map) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      json.put(String.valueOf(entry.getKey()), convert(entry.getValue()));
    }
    return json;
  }
}
