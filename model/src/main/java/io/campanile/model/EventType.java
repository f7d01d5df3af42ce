package io.campanile.model;

/**
 * The kinds of call of the Segment specification, and one of our own; {@code ordinal} is never
 * stored, {@link #code} is.
 */
public enum EventType {
  TRACK(1),
  IDENTIFY(2),
  PAGE(3),
  SCREEN(4),
  ALIAS(5),
  GROUP(6),
  /**
   * Said between the steps of the pipeline about who is who, under a name of its own; nobody sends
   * it.
   */
  IDENTITY(7);

  private static final EventType[] BY_CODE = {
    null, TRACK, IDENTIFY, PAGE, SCREEN, ALIAS, GROUP, IDENTITY
  };

  private final int code;

  EventType(int code) {
    this.code = code;
  }

  /** The stable number that stands for this type in state and between operators. */
  public int code() {
    return code;
  }

  /**
   * The type with this {@link #code}; an unknown code is an error, because it was written by a
   * newer version.
   */
  public static EventType ofCode(int code) {
    if (code < 1 || code >= BY_CODE.length) {
      throw new IllegalArgumentException("No event type has the code " + code);
    }
    return BY_CODE[code];
  }
}
