/** Finds what is allowed, but hardly meant, in patterns that are right. */
@NullMarked
package io.campanile.patterns.lint;

import org.jspecify.annotations.NullMarked;
