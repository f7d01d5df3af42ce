/** The benchmark: everything side by side, on the same events, in one run. */
@NullMarked
package io.campanile.bench;

import org.jspecify.annotations.NullMarked;
