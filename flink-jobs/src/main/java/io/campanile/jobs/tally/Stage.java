package io.campanile.jobs.tally;

/** How far it came, from the first step of a sequence to the message: the columns of the funnel. */
public enum Stage {
  /** A sequence came under way, where none was; segments begin none. */
  BEGUN(0),
  /** A trigger fired. */
  FIRED(1),
  /** The trigger was accepted. */
  ACCEPTED(2),
  /** An action of an accepted trigger began to wait. */
  DUE(3),
  /** An action was sent. */
  SENT(4);

  private final int column;

  Stage(int column) {
    this.column = column;
  }

  /** Where it stands in a row of counts. */
  public int column() {
    return column;
  }
}
