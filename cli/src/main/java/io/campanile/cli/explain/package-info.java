/** Why a customer got, or did not get, what: from records to plain sentences. */
@NullMarked
package io.campanile.cli.explain;

import org.jspecify.annotations.NullMarked;
