/**
 * The pattern language as data: what a checked directory of YAML files says. Plain Java, no Flink.
 */
@NullMarked
package io.campanile.patterns;

import org.jspecify.annotations.NullMarked;
