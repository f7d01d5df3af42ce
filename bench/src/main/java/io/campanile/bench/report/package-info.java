/** What is made of the figures: a table, a chart, a page. */
@NullMarked
package io.campanile.bench.report;

import org.jspecify.annotations.NullMarked;
