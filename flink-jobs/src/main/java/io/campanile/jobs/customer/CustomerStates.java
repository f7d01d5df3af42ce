package io.campanile.jobs.customer;

import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;

/**
 * The names and types of the customer operator's state: a public contract. Each value is bytes in a
 * versioned format of our own, so that the state's type never changes.
 */
final class CustomerStates {

  /** The name of the timer service. */
  static final String TIMERS = "deadlines";

  /**
   * Everything about the customer, see {@link CustomerCodec}. Bound: {@code Profile.MAX_TRAITS},
   * {@code SeenIds.MAX_IDS}, {@code Sequences.MAX_RUNS_PER_CAMPAIGN} and each trigger's {@code
   * within}, {@code Agenda.MAX_WAITING} and the bounds of its parts. Time to live: {@code
   * JobOptions.timeToLive}, in event time.
   */
  static final ValueStateDescriptor<byte[]> CUSTOMER = bytes("customer");

  /**
   * Events ahead of the watermark at the last checkpoint. Bound: what arrives within the allowed
   * lateness.
   */
  static final ValueStateDescriptor<byte[]> WAITING = bytes("waiting-events");

  /** The subtasks' watermarks at the last checkpoint, so that what was late stays late. */
  static final ListStateDescriptor<Long> WATERMARK =
      new ListStateDescriptor<>("watermark", LongSerializer.INSTANCE);

  private CustomerStates() {}

  private static ValueStateDescriptor<byte[]> bytes(String name) {
    return new ValueStateDescriptor<>(name, BytePrimitiveArraySerializer.INSTANCE);
  }
}
