/** The demonstration: a shop, a broker, the job and a terminal, in one command. */
@NullMarked
package io.campanile.cli.demo;

import org.jspecify.annotations.NullMarked;
