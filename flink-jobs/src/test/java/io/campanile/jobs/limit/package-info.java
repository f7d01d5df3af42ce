@NullMarked
package io.campanile.jobs.limit;

import org.jspecify.annotations.NullMarked;
