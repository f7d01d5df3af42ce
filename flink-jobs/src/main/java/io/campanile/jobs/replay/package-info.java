/** The same pipeline over history, in event time, whatever the order of the lines. */
@NullMarked
package io.campanile.jobs.replay;

import org.jspecify.annotations.NullMarked;
