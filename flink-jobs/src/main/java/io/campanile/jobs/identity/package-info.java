/**
 * From the visitor to the customer: a keyed step that knows whose a device is, and hands over what
 * it did before that was known.
 */
@NullMarked
package io.campanile.jobs.identity;

import org.jspecify.annotations.NullMarked;
