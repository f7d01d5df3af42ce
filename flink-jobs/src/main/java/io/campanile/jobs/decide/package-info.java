/**
 * Whether an action may be sent: consent, quiet hours, caps, holdout; and the actions that wait.
 * Plain Java, the time passed in.
 */
@NullMarked
package io.campanile.jobs.decide;

import org.jspecify.annotations.NullMarked;
