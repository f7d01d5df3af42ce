/** What is measured; each scenario in a JVM of its own. */
@NullMarked
package io.campanile.bench.scenario;

import org.jspecify.annotations.NullMarked;
