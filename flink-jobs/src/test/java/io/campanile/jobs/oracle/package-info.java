/** A second, naive engine written from the language's page, and the properties that it proves. */
@NullMarked
package io.campanile.jobs.oracle;

import org.jspecify.annotations.NullMarked;
