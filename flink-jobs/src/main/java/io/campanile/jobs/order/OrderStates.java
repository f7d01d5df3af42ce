package io.campanile.jobs.order;

import java.io.Serializable;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;

/**
 * The state in which a step keeps the order of events over a restart: a public contract, the same
 * in every step.
 *
 * @param waiting events ahead of the watermark at the last checkpoint, as bytes in a versioned
 *     format. Bound: what arrives within the allowed lateness
 * @param watermark the subtasks' watermarks at the last checkpoint, so that what was late stays
 *     late
 */
record OrderStates(ValueStateDescriptor<byte[]> waiting, ListStateDescriptor<Long> watermark)
    implements Serializable {

  static OrderStates create() {
    return new OrderStates(
        new ValueStateDescriptor<>("waiting-events", BytePrimitiveArraySerializer.INSTANCE),
        new ListStateDescriptor<>("watermark", LongSerializer.INSTANCE));
  }
}
