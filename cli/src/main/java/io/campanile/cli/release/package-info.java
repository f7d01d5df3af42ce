/** Publishing releases, listing them, and going back to one. */
@NullMarked
package io.campanile.cli.release;

import org.jspecify.annotations.NullMarked;
