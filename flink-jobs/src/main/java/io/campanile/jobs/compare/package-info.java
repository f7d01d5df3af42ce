/**
 * What two versions of the patterns did for the same customers, held side by side. Plain Java; the
 * result is the same however the customers were shared out.
 */
@NullMarked
package io.campanile.jobs.compare;

import org.jspecify.annotations.NullMarked;
