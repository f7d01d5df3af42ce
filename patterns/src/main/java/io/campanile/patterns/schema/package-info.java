/** JSON Schemas of the files that people write, for completion and hover in editors. */
@NullMarked
package io.campanile.patterns.schema;

import org.jspecify.annotations.NullMarked;
