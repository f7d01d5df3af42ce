/** What a replay found, as a page to look at. */
@NullMarked
package io.campanile.cli.report;

import org.jspecify.annotations.NullMarked;
