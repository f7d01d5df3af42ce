/** Tests beside campaigns: what was expected, held against what came, and told. */
@NullMarked
package io.campanile.cli.trial;

import org.jspecify.annotations.NullMarked;
