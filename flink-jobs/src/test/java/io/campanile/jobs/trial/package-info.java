@org.jspecify.annotations.NullMarked
package io.campanile.jobs.trial;
