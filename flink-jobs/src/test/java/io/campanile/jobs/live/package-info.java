/** The live job between the topics of a real broker. */
@NullMarked
package io.campanile.jobs.live;

import org.jspecify.annotations.NullMarked;
