/**
 * Detection: which of a customer's events complete a trigger. Plain Java; one interface, two
 * engines.
 */
@NullMarked
package io.campanile.jobs.detect;

import org.jspecify.annotations.NullMarked;
