/** Real records, to try things on. */
@NullMarked
package io.campanile.cli.replayed;

import org.jspecify.annotations.NullMarked;
