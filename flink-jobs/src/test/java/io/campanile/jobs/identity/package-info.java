/** From the visitor to the customer. */
@NullMarked
package io.campanile.jobs.identity;

import org.jspecify.annotations.NullMarked;
