package io.campanile.connectors.csv;

import io.campanile.model.WireTime;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes values of texts. Not for several threads. */
final class CsvConverter {

  /** Longer than any amount, and no work for nothing. */
  private static final int MAX_NUMBER_CHARS = 40;

  private static final Set<String> YES = Set.of("true", "yes", "y", "1");
  private static final Set<String> NO = Set.of("false", "no", "n", "0");

  private final Map<CsvType, CsvTimes> times = new HashMap<>();
  private final Map<CsvType, Pattern> numbers = new HashMap<>();

  /** A text that is not what it should be; the message completes "found …, ". */
  static final class Misfit extends Exception {
    private static final long serialVersionUID = 1L;

    Misfit(String expected) {
      super(expected, null, false, false);
    }

    String expected() {
      return String.valueOf(getMessage());
    }
  }

  /** The value of a text that is not blank. */
  Object value(String text, CsvType type) throws Misfit {
    if (type instanceof CsvType.Amount number) {
      return number(text, number);
    }
    if (type instanceof CsvType.Whole whole) {
      return whole(text, whole);
    }
    if (type instanceof CsvType.Flag) {
      return flag(text);
    }
    return type instanceof CsvType.Time time ? WireTime.format(millis(text, time)) : text;
  }

  /** The moment that a text says, epoch milliseconds. */
  long millis(String text, CsvType.Time type) throws Misfit {
    CsvTimes reader = times.computeIfAbsent(type, key -> new CsvTimes(type));
    OptionalLong millis = reader.millis(text);
    if (millis.isEmpty()) {
      throw new Misfit("expected a time such as " + reader.example());
    }
    return millis.getAsLong();
  }

  private Object number(String text, CsvType.Amount type) throws Misfit {
    if (matches(
        text,
        type,
        digits(type.thousands()) + "(" + Pattern.quote("" + type.decimal()) + "[0-9]+)?")) {
      String plain = text.replace(type.thousands(), "").replace(type.decimal(), '.');
      Long whole = plain.indexOf('.') < 0 ? parseLong(plain) : null;
      return whole == null ? (Object) Double.parseDouble(plain) : whole;
    }
    throw new Misfit("expected a number such as 1234" + type.decimal() + "5");
  }

  private Object whole(String text, CsvType.Whole type) throws Misfit {
    if (matches(text, type, digits(type.thousands()))) {
      Long whole = parseLong(text.replace(type.thousands(), ""));
      if (whole != null) {
        return whole;
      }
    }
    throw new Misfit("expected a whole number such as 1234");
  }

  private boolean matches(String text, CsvType type, String pattern) {
    return text.length() <= MAX_NUMBER_CHARS
        && numbers
            .computeIfAbsent(type, key -> Pattern.compile("[-+]?" + pattern))
            .matcher(text)
            .matches();
  }

  private static String digits(String thousands) {
    return thousands.isEmpty()
        ? "[0-9]+"
        : "([0-9]+|[0-9]{1,3}(" + Pattern.quote(thousands) + "[0-9]{3})+)";
  }

  private static @Nullable Long parseLong(String plain) {
    try {
      return Long.valueOf(plain);
    } catch (NumberFormatException beyondLong) {
      return null;
    }
  }

  private static Boolean flag(String text) throws Misfit {
    String word = text.toLowerCase(Locale.ROOT);
    if (!YES.contains(word) && !NO.contains(word)) {
      throw new Misfit("expected true or false, yes or no, 1 or 0");
    }
    return YES.contains(word);
  }
}
