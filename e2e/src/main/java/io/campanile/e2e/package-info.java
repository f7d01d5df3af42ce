/**
 * The jar that is deployed, on a Flink cluster whose job manager and task managers are processes of
 * their own.
 */
@NullMarked
package io.campanile.e2e;

import org.jspecify.annotations.NullMarked;
