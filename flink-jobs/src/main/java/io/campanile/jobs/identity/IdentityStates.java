package io.campanile.jobs.identity;

import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;

/**
 * The names and types of the identity step's state: a public contract. Each value is bytes in a
 * versioned format of our own, so that the state's type never changes.
 */
final class IdentityStates {

  /** The name of the timer service. */
  static final String TIMERS = "forgetting";

  /**
   * Whose the visitor is, and what it did of late. Bound: {@code RecentEvents.MAX_EVENTS} and
   * {@code MAX_BYTES}; time to live: recent events {@code RecentEvents.MEMORY}, the rest the job's
   * {@code time-to-live} since the visitor was last seen, both in event time.
   */
  static final ValueStateDescriptor<byte[]> VISITOR = bytes("visitor");

  /**
   * Events ahead of the watermark at the last checkpoint. Bound: what arrives within the allowed
   * lateness.
   */
  static final ValueStateDescriptor<byte[]> WAITING = bytes("waiting-events");

  /** The subtasks' watermarks at the last checkpoint, so that what was late stays late. */
  static final ListStateDescriptor<Long> WATERMARK =
      new ListStateDescriptor<>("watermark", LongSerializer.INSTANCE);

  private IdentityStates() {}

  private static ValueStateDescriptor<byte[]> bytes(String name) {
    return new ValueStateDescriptor<>(name, BytePrimitiveArraySerializer.INSTANCE);
  }
}
