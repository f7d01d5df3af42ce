@NullMarked
package io.campanile.cli.demo;

import org.jspecify.annotations.NullMarked;
