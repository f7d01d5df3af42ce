/**
 * A shop that does not exist: believable visitors, the same ones for the same seed. Plain Java, no
 * clock.
 */
@NullMarked
package io.campanile.cli.demo.shop;

import org.jspecify.annotations.NullMarked;
