/** What is known about one customer. Plain Java. */
@NullMarked
package io.campanile.jobs.profile;

import org.jspecify.annotations.NullMarked;
