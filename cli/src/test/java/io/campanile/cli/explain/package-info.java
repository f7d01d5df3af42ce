/** What explanations promise. */
@NullMarked
package io.campanile.cli.explain;

import org.jspecify.annotations.NullMarked;
