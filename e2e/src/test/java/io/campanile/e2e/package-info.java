@NullMarked
package io.campanile.e2e;

import org.jspecify.annotations.NullMarked;
