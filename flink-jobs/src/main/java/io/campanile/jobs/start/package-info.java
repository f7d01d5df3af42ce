/** How a live job is started, and what is checked before. */
@NullMarked
package io.campanile.jobs.start;

import org.jspecify.annotations.NullMarked;
