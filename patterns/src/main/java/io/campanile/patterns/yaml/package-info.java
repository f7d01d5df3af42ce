/**
 * YAML files as values that know their place, so that whatever is wrong is reported with file, line
 * and column, all at once. Every file that people write is read with it.
 */
@NullMarked
package io.campanile.patterns.yaml;

import org.jspecify.annotations.NullMarked;
