/** Who is measured. */
@NullMarked
package io.campanile.bench.contender;

import org.jspecify.annotations.NullMarked;
