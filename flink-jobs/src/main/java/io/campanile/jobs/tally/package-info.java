/**
 * What a replay is summed up in, for people to look at: counts in buckets whose number is bounded,
 * and the stories of a few customers. Plain Java; what two subtasks saw is put together, and the
 * result is the same however the customers were shared out.
 */
@NullMarked
package io.campanile.jobs.tally;

import org.jspecify.annotations.NullMarked;
