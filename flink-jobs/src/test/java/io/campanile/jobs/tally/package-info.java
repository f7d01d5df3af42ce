@NullMarked
package io.campanile.jobs.tally;

import org.jspecify.annotations.NullMarked;
