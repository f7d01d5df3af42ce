package io.campanile.connectors.json;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.OptionalLong;

/**
 * Times of RFC 3339 to epoch milliseconds: full date and time with an offset, any number of
 * decimals (what is finer than a millisecond is cut off), leap seconds counted as the second after.
 * Written by hand because each event has up to three of them and the platform's parser takes as
 * long as the rest of the event.
 */
final class Rfc3339 {

  private static final int SHORTEST = "2017-11-24T16:04:58Z".length();
  private static final int DECIMALS_AT = "2017-11-24T16:04:58".length();
  private static final long MINUTE_MILLIS = 60_000;

  private final String text;
  private int position;

  private Rfc3339(String text) {
    this.text = text;
  }

  /** Empty where the text is no such time. */
  static OptionalLong parse(String text) {
    if (text.length() < SHORTEST) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(new Rfc3339(text).millis());
    } catch (DateTimeException e) {
      return OptionalLong.empty();
    }
  }

  private long millis() {
    int year = digits(4);
    expect('-');
    int month = digits(2);
    expect('-');
    int day = digits(2);
    expect('T');
    int hour = below(24, digits(2));
    expect(':');
    int minute = below(60, digits(2));
    expect(':');
    int second = below(61, digits(2));
    int milli = position == DECIMALS_AT && peek() == '.' ? decimals() : 0;
    long offsetMillis = offsetMillis();
    if (position != text.length()) {
      throw fault();
    }
    long days = LocalDate.of(year, month, day).toEpochDay();
    long seconds = ((days * 24 + hour) * 60 + minute) * 60 + second;
    return seconds * 1000 + milli - offsetMillis;
  }

  private int decimals() {
    position++;
    int start = position;
    int milli = 0;
    while (Character.isDigit(peek())) {
      int digit = digits(1);
      if (position - start <= 3) {
        milli = milli * 10 + digit;
      }
    }
    int count = position - start;
    if (count == 0) {
      throw fault();
    }
    return count == 1 ? milli * 100 : count == 2 ? milli * 10 : milli;
  }

  private long offsetMillis() {
    char sign = peek();
    position++;
    if (sign == 'Z' || sign == 'z') {
      return 0;
    }
    if (sign != '+' && sign != '-') {
      throw fault();
    }
    int hours = below(24, digits(2));
    expect(':');
    int minutes = below(60, digits(2));
    long offset = (hours * 60L + minutes) * MINUTE_MILLIS;
    return sign == '+' ? offset : -offset;
  }

  private int digits(int count) {
    int number = 0;
    for (int i = 0; i < count; i++) {
      char c = peek();
      if (c < '0' || c > '9') {
        throw fault();
      }
      number = number * 10 + (c - '0');
      position++;
    }
    return number;
  }

  private static int below(int limit, int number) {
    if (number >= limit) {
      throw fault();
    }
    return number;
  }

  /** The letter may be a small one, as the RFC allows. */
  private void expect(char wanted) {
    if (Character.toUpperCase(peek()) != wanted) {
      throw fault();
    }
    position++;
  }

  private char peek() {
    return position < text.length() ? text.charAt(position) : '\0';
  }

  private static DateTimeException fault() {
    return new DateTimeException("not RFC 3339");
  }
}
