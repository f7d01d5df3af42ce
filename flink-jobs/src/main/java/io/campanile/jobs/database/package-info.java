/**
 * The job that keeps a database as the topics are: a job of its own, so that a database that is
 * away stops nobody from being written to.
 */
@NullMarked
package io.campanile.jobs.database;

import org.jspecify.annotations.NullMarked;
