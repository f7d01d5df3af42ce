package io.campanile.connectors.json;

import io.campanile.model.DeadLetter.Code;
import org.jspecify.annotations.Nullable;

/** Why a record cannot be used. Ordinary in a stream of foreign data, hence without a stack. */
public final class Fault extends Exception {

  private static final long serialVersionUID = 1L;

  private final Code code;
  private final @Nullable String field;

  private Fault(Code code, @Nullable String field, String message) {
    super(message, null, false, false);
    this.code = code;
    this.field = field;
  }

  /** The record cannot be read as a whole. */
  public static Fault unreadable(String message) {
    return new Fault(Code.UNREADABLE, null, message);
  }

  /** The record cannot be read, because of what stands at {@code field}. */
  public static Fault unreadableAt(String field, String message) {
    return new Fault(Code.UNREADABLE, field, message);
  }

  /** A field is missing, of the wrong type, or too long. */
  public static Fault invalid(String field, String message) {
    return new Fault(Code.INVALID, field, message);
  }

  /** The event's time cannot be true. */
  public static Fault timeOutOfRange(String field, String message) {
    return new Fault(Code.TIME_OUT_OF_RANGE, field, message);
  }

  /** The same fault, told in other words. */
  public Fault told(@Nullable String where, String sentence) {
    return new Fault(code, where, sentence);
  }

  /** What kind of fault it is. */
  public Code code() {
    return code;
  }

  /** Path of the field at fault, or null where it is the whole record. */
  public @Nullable String field() {
    return field;
  }

  /** What was found and what was expected. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
