/** Event time: what moves the watermark, and what never does. */
@NullMarked
package io.campanile.connectors.time;

import org.jspecify.annotations.NullMarked;
