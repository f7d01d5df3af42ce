/**
 * The jobs. The way of an event is the order of the packages in {@link
 * io.campanile.jobs.TriggerPipeline}.
 */
@NullMarked
package io.campanile.jobs;

import org.jspecify.annotations.NullMarked;
