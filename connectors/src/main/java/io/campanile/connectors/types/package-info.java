/** How the records travel between Flink's operators: explicit, versioned, without reflection. */
@NullMarked
package io.campanile.connectors.types;

import org.jspecify.annotations.NullMarked;
