@NullMarked
package io.campanile.cli.report;

import org.jspecify.annotations.NullMarked;
