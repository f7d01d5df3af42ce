package io.campanile.connectors.database;

/** A record that cannot become a row; the message says what was found, and what was expected. */
final class RefusedRecordException extends Exception {

  private static final long serialVersionUID = 1L;

  RefusedRecordException(String problem) {
    super(problem);
  }

  /** The problem. */
  String problem() {
    return String.valueOf(getMessage());
  }
}
