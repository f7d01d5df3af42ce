/** Everything about one customer. */
@NullMarked
package io.campanile.jobs.customer;

import org.jspecify.annotations.NullMarked;
