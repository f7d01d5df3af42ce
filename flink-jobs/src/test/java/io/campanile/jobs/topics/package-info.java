@NullMarked
package io.campanile.jobs.topics;

import org.jspecify.annotations.NullMarked;
