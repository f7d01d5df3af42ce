/**
 * Limits on what a channel's provider can take: actions wait, the most urgent goes first, and none
 * is dropped. Only in live jobs; what is decided, and the replay of it, knows nothing of it.
 */
@NullMarked
package io.campanile.jobs.limit;

import org.jspecify.annotations.NullMarked;
