/**
 * A real Kafka broker in a JVM of its own.
 *
 * <p>The clients that the Flink connector needs and the ones the broker needs are of different
 * versions, so the two never share a class path: {@link io.campanile.broker.EmbeddedKafka} runs
 * here, {@link io.campanile.broker.BrokerMain} in the child.
 */
@NullMarked
package io.campanile.broker;

import org.jspecify.annotations.NullMarked;
