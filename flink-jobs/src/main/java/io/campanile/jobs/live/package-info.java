/**
 * The job that runs day and night: its configuration, and the pipeline between the topics of Kafka.
 */
@NullMarked
package io.campanile.jobs.live;

import org.jspecify.annotations.NullMarked;
