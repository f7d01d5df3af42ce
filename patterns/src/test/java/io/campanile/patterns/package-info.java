@NullMarked
package io.campanile.patterns;

import org.jspecify.annotations.NullMarked;
