/** Pages as a browser shows them. */
@NullMarked
package io.campanile.cli.browser;

import org.jspecify.annotations.NullMarked;
