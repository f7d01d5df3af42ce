/** Two versions of the patterns over the same history: where they come from, and how it is told. */
@NullMarked
package io.campanile.cli.diff;

import org.jspecify.annotations.NullMarked;
