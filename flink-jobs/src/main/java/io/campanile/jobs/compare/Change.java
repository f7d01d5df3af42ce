package io.campanile.jobs.compare;

/** What became of an action that at least one of the versions sends: the columns of a row. */
public enum Change {
  /** Both send it, at the same moment, with the same template and variables. */
  SAME(0),
  /** Both send it at the same moment, with another template or other variables. */
  CHANGED(1),
  /**
   * Both send it, at different moments that are not further apart than {@link Pairs#MOST_MOVED}.
   */
  MOVED(2),
  /** Only the second version sends it. */
  MORE(3),
  /** Only the first version sends it. */
  FEWER(4);

  private final int column;

  Change(int column) {
    this.column = column;
  }

  /** Where it stands in a row of counts. */
  public int column() {
    return column;
  }
}
