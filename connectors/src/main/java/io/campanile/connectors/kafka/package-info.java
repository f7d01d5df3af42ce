/** Events in from Kafka topics, records out to them. */
@NullMarked
package io.campanile.connectors.kafka;

import org.jspecify.annotations.NullMarked;
