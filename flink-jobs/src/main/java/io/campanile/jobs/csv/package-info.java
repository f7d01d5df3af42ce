/** Mapping files: which column of a CSV file is which field of an event. */
@NullMarked
package io.campanile.jobs.csv;

import org.jspecify.annotations.NullMarked;
