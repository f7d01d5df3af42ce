package io.campanile.jobs.customer;

import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;

/**
 * The names and types of the customer operator's state: a public contract, beside what {@code
 * OrderStates} has for every step. Each value is bytes in a versioned format of our own, so that
 * the state's type never changes.
 */
final class CustomerStates {

  /** The name of the timer service. */
  static final String TIMERS = "deadlines";

  /**
   * Everything about the customer, see {@link CustomerCodec}. Bound: {@code Profile.MAX_TRAITS},
   * {@code SeenIds.MAX_IDS}, {@code Sequences.MAX_RUNS_PER_CAMPAIGN} and each trigger's {@code
   * within}, {@code Agenda.MAX_WAITING} and the bounds of its parts; for computed traits a count
   * for each step of the window, {@code Distinct.MAX_VALUES} and {@code Top.MAX_CELLS}. Time to
   * live: {@code JobOptions.timeToLive}, in event time.
   */
  static final ValueStateDescriptor<byte[]> CUSTOMER = bytes("customer");

  /**
   * Broadcast: the releases that are held, by the moment from which each is in force; see {@code
   * ReleaseCodec}. Bound: {@code HeldReleases.PAST} that are over, the present one, those that are
   * still to come, and those that some customer may still be under.
   */
  static final MapStateDescriptor<Long, byte[]> RELEASES =
      new MapStateDescriptor<>(
          "releases", LongSerializer.INSTANCE, BytePrimitiveArraySerializer.INSTANCE);

  /** Union list: up to which moment each subtask has woken who has to be woken by releases. */
  static final ListStateDescriptor<Long> WOKEN =
      new ListStateDescriptor<>("woken", LongSerializer.INSTANCE);

  private CustomerStates() {}

  private static ValueStateDescriptor<byte[]> bytes(String name) {
    return new ValueStateDescriptor<>(name, BytePrimitiveArraySerializer.INSTANCE);
  }
}
