/** Expressions in CEL: checked against what is known in their place, and evaluated over JSON. */
@NullMarked
package io.campanile.patterns.cel;

import org.jspecify.annotations.NullMarked;
