/** What the reference pages promise, held against what the job writes. */
@NullMarked
package io.campanile.cli.reference;

import org.jspecify.annotations.NullMarked;
