/** The engine {@code chain}: the language's slot machine. */
@NullMarked
package io.campanile.jobs.detect.chain;

import org.jspecify.annotations.NullMarked;
