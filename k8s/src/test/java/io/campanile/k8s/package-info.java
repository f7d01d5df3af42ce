@NullMarked
package io.campanile.k8s;

import org.jspecify.annotations.NullMarked;
