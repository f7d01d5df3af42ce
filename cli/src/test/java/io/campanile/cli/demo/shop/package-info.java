@NullMarked
package io.campanile.cli.demo.shop;

import org.jspecify.annotations.NullMarked;
