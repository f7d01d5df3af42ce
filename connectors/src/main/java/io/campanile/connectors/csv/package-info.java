/** Rows of CSV as events, by a mapping that says which column is which field. */
@NullMarked
package io.campanile.connectors.csv;

import org.jspecify.annotations.NullMarked;
