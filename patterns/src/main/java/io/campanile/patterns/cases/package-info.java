/** Tests that stand beside campaigns, as data: what happens to a customer, and what comes of it. */
@NullMarked
package io.campanile.patterns.cases;

import org.jspecify.annotations.NullMarked;
