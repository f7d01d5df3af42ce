/** How events get to who is measured, in one thread, and how the time is taken. */
@NullMarked
package io.campanile.bench.drive;

import org.jspecify.annotations.NullMarked;
