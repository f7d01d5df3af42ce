package io.campanile.jobs.topics;

/**
 * Something that was found about topics or brokers.
 *
 * @param weight whether the job can run in spite of it
 * @param message where, what was found, what was expected, in a sentence or two
 */
public record Finding(Weight weight, String message) {

  /** How bad it is. */
  public enum Weight {
    /** The job cannot run, or consumers would miss records. */
    ERROR,
    /** The job runs, but hardly as it was meant. */
    WARNING
  }

  static Finding error(String message) {
    return new Finding(Weight.ERROR, message);
  }

  static Finding warning(String message) {
    return new Finding(Weight.WARNING, message);
  }

  /** Whether the job cannot run. */
  public boolean isError() {
    return weight == Weight.ERROR;
  }

  @Override
  public String toString() {
    return (isError() ? "" : "warning: ") + message;
  }
}
