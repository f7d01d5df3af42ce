/** Tests of the order of events. */
@NullMarked
package io.campanile.jobs.order;

import org.jspecify.annotations.NullMarked;
