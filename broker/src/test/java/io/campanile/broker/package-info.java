@NullMarked
package io.campanile.broker;

import org.jspecify.annotations.NullMarked;
