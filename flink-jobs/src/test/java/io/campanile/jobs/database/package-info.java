@NullMarked
package io.campanile.jobs.database;

import org.jspecify.annotations.NullMarked;
