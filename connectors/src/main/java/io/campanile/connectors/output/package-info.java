/** What leaves the engine, whatever it is written to. */
@NullMarked
package io.campanile.connectors.output;

import org.jspecify.annotations.NullMarked;
