package io.campanile.e2e.soak;

import java.util.Optional;

/** What is measured of a run, each minute. Those with a bound must not grow. */
enum Figure {
  EVENTS_USED("events used"),
  ACTIONS_SENT("actions sent"),
  NOT_READ("not read yet"),
  RESTARTS("restarts"),
  CHECKPOINTS_FAILED("checkpoints failed"),
  TASK_HEAP("task manager: live heap, MiB", 10, 4),
  TASK_METASPACE("task manager: metaspace, MiB", 5, 2),
  TASK_RESIDENT("task manager: resident, MiB", 10, 16),
  TASK_FILES("task manager: open files", 5, 8),
  TASK_THREADS("task manager: threads", 5, 3),
  JOB_HEAP("job manager: live heap, MiB", 10, 4),
  JOB_METASPACE("job manager: metaspace, MiB", 5, 2),
  JOB_RESIDENT("job manager: resident, MiB", 10, 16),
  JOB_FILES("job manager: open files", 5, 8),
  JOB_THREADS("job manager: threads", 5, 3),
  CHECKPOINT("checkpoint, MiB", 10, 2),
  CHECKPOINT_FILES("directory of checkpoints, MiB", 10, 8),
  STATE_FILES("directory of RocksDB, MiB", 10, 8),
  BROKER_FILES("directory of the broker, MiB");

  private static final int NOT_JUDGED = -1;

  private final String words;
  private final int percent;
  private final double slack;

  /**
   * How much more is not growth.
   *
   * @param percent of what it was
   * @param slack in the figure's unit: what is little in itself does no harm, however many percent
   */
  record Bound(int percent, double slack) {

    /** Whether something grew by more than what comes and goes. */
    boolean isPassed(double before, double after) {
      return after - before > Math.max(before * percent / 100, slack);
    }
  }

  Figure(String words) {
    this(words, NOT_JUDGED, 0);
  }

  Figure(String words, int percent, double slack) {
    this.words = words;
    this.percent = percent;
    this.slack = slack;
  }

  /** Its name, with its unit. */
  String words() {
    return words;
  }

  /** How much it may grow, where it is judged. */
  Optional<Bound> bound() {
    return percent == NOT_JUDGED ? Optional.empty() : Optional.of(new Bound(percent, slack));
  }
}
