/** The topic of releases: written by a command, read by a source with a true watermark. */
@NullMarked
package io.campanile.connectors.kafka.release;

import org.jspecify.annotations.NullMarked;
