@NullMarked
package io.campanile.cli.letters;

import org.jspecify.annotations.NullMarked;
