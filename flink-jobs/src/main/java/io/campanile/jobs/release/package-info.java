/** The release of patterns that a job follows. */
@NullMarked
package io.campanile.jobs.release;

import org.jspecify.annotations.NullMarked;
