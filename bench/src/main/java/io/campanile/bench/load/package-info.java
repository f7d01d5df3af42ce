/** Generated events and campaigns: the same for everybody who is measured. */
@NullMarked
package io.campanile.bench.load;

import org.jspecify.annotations.NullMarked;
