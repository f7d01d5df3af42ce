/**
 * Esper, beside which the others are measured. It is under the GPL: this folder is compiled only in
 * the profile {@code esper}, and in nothing that is shipped.
 */
@NullMarked
package io.campanile.bench.esper;

import org.jspecify.annotations.NullMarked;
