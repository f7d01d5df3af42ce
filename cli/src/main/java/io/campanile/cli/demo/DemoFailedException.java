package io.campanile.cli.demo;

/** The demonstration could not start, or broke down; the message says which part, and why. */
public final class DemoFailedException extends Exception {

  private static final long serialVersionUID = 1L;

  DemoFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
