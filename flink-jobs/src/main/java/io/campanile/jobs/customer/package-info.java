/**
 * Everything about one customer, in event-time order: the keyed operator, and the plain Java that
 * it is a shell of.
 */
@NullMarked
package io.campanile.jobs.customer;

import org.jspecify.annotations.NullMarked;
