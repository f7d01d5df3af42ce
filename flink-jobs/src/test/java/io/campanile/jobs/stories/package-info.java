/** Stories that are played on every stage: in plain Java, by the operators, and on a cluster. */
@NullMarked
package io.campanile.jobs.stories;

import org.jspecify.annotations.NullMarked;
