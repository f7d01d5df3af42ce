/** Whether a job stays as big as it is: weeks of event time in hours, and a verdict. */
@NullMarked
package io.campanile.e2e.soak;

import org.jspecify.annotations.NullMarked;
