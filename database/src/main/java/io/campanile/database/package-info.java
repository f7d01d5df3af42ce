/** A real PostgreSQL on this machine, which ends with the process that started it. */
@NullMarked
package io.campanile.database;

import org.jspecify.annotations.NullMarked;
