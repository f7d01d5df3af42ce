@NullMarked
package io.campanile.jobs.compare;

import org.jspecify.annotations.NullMarked;
