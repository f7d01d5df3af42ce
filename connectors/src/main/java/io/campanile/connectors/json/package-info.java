/** Bytes to events, records to bytes. Plain Java: knows Jackson, and nothing of Flink or Kafka. */
@NullMarked
package io.campanile.connectors.json;

import org.jspecify.annotations.NullMarked;
