package io.campanile.connectors.database;

/** The database is not there, or not as it should be; the message says what to do. */
public final class DatabaseFailedException extends Exception {

  private static final long serialVersionUID = 1L;

  DatabaseFailedException(String message) {
    super(message);
  }

  DatabaseFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
