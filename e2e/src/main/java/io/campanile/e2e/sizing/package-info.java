/** What a job needs, measured: the figures of {@code docs/ops/sizing.md}. */
@NullMarked
package io.campanile.e2e.sizing;

import org.jspecify.annotations.NullMarked;
