/**
 * Records in PostgreSQL: the tables, and the sink that keeps them as the topics are, exactly,
 * whatever fails.
 */
@NullMarked
package io.campanile.connectors.database;

import org.jspecify.annotations.NullMarked;
