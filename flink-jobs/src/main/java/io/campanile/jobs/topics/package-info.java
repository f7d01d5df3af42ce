/** The topics that a live job needs: which, how they should be, and whether they are there. */
@NullMarked
package io.campanile.jobs.topics;

import org.jspecify.annotations.NullMarked;
