/** Out-of-order events wait here until the watermark has passed them. */
@NullMarked
package io.campanile.jobs.order;

import org.jspecify.annotations.NullMarked;
