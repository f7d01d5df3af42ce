/** Events go on; what could not be read becomes a dead letter. */
@NullMarked
package io.campanile.jobs.ingest;

import org.jspecify.annotations.NullMarked;
