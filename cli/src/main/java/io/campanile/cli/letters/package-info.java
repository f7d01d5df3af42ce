/** Dead letters: which there are, and how they are sent again. */
@NullMarked
package io.campanile.cli.letters;

import org.jspecify.annotations.NullMarked;
