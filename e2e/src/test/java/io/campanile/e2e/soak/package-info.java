@NullMarked
package io.campanile.e2e.soak;

import org.jspecify.annotations.NullMarked;
