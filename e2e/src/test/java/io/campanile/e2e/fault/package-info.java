/**
 * What fails in production, done to the jar that is deployed: the figures of docs/ops/faults.md.
 */
@NullMarked
package io.campanile.e2e.fault;

import org.jspecify.annotations.NullMarked;
