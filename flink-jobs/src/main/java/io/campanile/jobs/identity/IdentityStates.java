package io.campanile.jobs.identity;

import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;

/**
 * The names and types of the identity step's state: a public contract, beside what {@code
 * OrderStates} has for every step. Each value is bytes in a versioned format of our own, so that
 * the state's type never changes.
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

  /** The name of the timer service of the step of devices. */
  static final String DEVICE_TIMERS = "device-forgetting";

  /**
   * The visitors of a customer. Bound: {@code Devices.MAX_DEVICES}; time to live: each device the
   * job's {@code time-to-live} since an event said whose it is, an erasure {@code
   * Devices.TOMBSTONE}, both in event time.
   */
  static final ValueStateDescriptor<byte[]> DEVICES = bytes("devices");

  private IdentityStates() {}

  private static ValueStateDescriptor<byte[]> bytes(String name) {
    return new ValueStateDescriptor<>(name, BytePrimitiveArraySerializer.INSTANCE);
  }
}
