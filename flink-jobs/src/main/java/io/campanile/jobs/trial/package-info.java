/** Tests that stand beside campaigns, run in plain Java. */
@NullMarked
package io.campanile.jobs.trial;

import org.jspecify.annotations.NullMarked;
