/**
 * The engine {@code cep}: flink-cep's own NFA, hosted.
 *
 * <p>This is the one package that knows flink-cep. Most of what it touches there is internal and
 * carries no promise of stability, so the version of Flink is pinned and the engine is held equal
 * to the slot machine by property tests; see docs/decisions/0001.
 */
@NullMarked
package io.campanile.jobs.detect.cep;

import org.jspecify.annotations.NullMarked;
