/**
 * What passes between the steps: events in, and the records that come out. Plain Java, no Flink.
 */
@NullMarked
package io.campanile.model;

import org.jspecify.annotations.NullMarked;
