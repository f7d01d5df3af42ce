@NullMarked
package io.campanile.cli;

import org.jspecify.annotations.NullMarked;
