package io.campanile.jobs.customer;

import io.campanile.connectors.output.OutputRecord;
import io.campanile.jobs.JobOptions;
import io.campanile.model.Event;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;

/** The customer's step where all releases are known before the job begins. */
public final class CustomerOperator extends CustomerShell
    implements OneInputStreamOperator<Event, OutputRecord> {

  private static final long serialVersionUID = 1L;

  /**
   * An operator with these options.
   *
   * @param sortedInput whether the input is bounded, sorted by customer and time
   */
  public CustomerOperator(JobOptions options, boolean sortedInput) {
    super(options, sortedInput);
  }
}
