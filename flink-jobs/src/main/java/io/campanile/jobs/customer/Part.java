package io.campanile.jobs.customer;

import io.campanile.jobs.detect.TriggerPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A part of a customer that most events do not need: it stays as it was stored until somebody asks
 * for it, and is written back as it was where nobody did.
 */
final class Part<T> {

  private static final byte[] NOTHING = {};

  private Format<T> format;
  private byte @Nullable [] stored;
  private long storedNextMillis;
  private @Nullable T value;

  /** How such a part is stored. */
  interface Format<T> {
    /** One that holds nothing. */
    T empty();

    /** Reads what {@link #write} wrote. */
    T read(byte[] stored) throws IOException;

    /** Writes it. */
    byte[] write(T value) throws IOException;

    /** Whether it holds nothing, so that it need not be stored. */
    boolean isEmpty(T value);

    /** When something happens in it by time alone, epoch milliseconds. */
    long nextMillis(T value);
  }

  private Part(Format<T> format, byte[] stored, long storedNextMillis) {
    this.format = format;
    this.stored = stored;
    this.storedNextMillis = storedNextMillis;
  }

  /** A part that holds nothing. */
  static <T> Part<T> empty(Format<T> format) {
    return new Part<>(format, NOTHING, TriggerPlan.NEVER);
  }

  /** A part as it was stored: {@link #stored} and {@link #nextMillis}. */
  static <T> Part<T> of(Format<T> format, byte[] stored, long nextMillis) {
    return new Part<>(format, stored, nextMillis);
  }

  /** The part, to be read or changed. */
  T get() {
    if (value == null) {
      value = stored == null || stored.length == 0 ? format.empty() : read(stored);
      stored = null;
    }
    return value;
  }

  private T read(byte[] bytes) {
    try {
      return format.read(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("The state of a customer cannot be read", e);
    }
  }

  /** Forgets what it holds. */
  void clear() {
    value = format.empty();
    stored = null;
  }

  /** From now on it is stored in another form, which reads what is stored now. */
  void follow(Format<T> next) {
    format = next;
  }

  /** From now on it is this, stored in this form. */
  void become(T next, Format<T> nextFormat) {
    value = next;
    stored = null;
    format = nextFormat;
  }

  /** Whether somebody has asked for it. */
  boolean isOpen() {
    return value != null;
  }

  /** Whether it holds nothing. */
  boolean isEmpty() {
    return value == null ? Objects.requireNonNull(stored).length == 0 : format.isEmpty(value);
  }

  /** When something happens in it by time alone; {@link TriggerPlan#NEVER} for never. */
  long nextMillis() {
    return value == null ? storedNextMillis : format.nextMillis(value);
  }

  /** What is to be stored; nothing where it holds nothing. */
  byte[] stored() throws IOException {
    if (value == null) {
      return Objects.requireNonNull(stored);
    }
    return format.isEmpty(value) ? NOTHING : format.write(value);
  }
}
