/** A Flink cluster inside this JVM, for demonstrations, trials and tests. */
@NullMarked
package io.campanile.jobs.local;

import org.jspecify.annotations.NullMarked;
