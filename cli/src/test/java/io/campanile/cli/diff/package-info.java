@NullMarked
package io.campanile.cli.diff;

import org.jspecify.annotations.NullMarked;
