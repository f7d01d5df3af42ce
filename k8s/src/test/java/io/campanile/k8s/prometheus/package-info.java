@NullMarked
package io.campanile.k8s.prometheus;

import org.jspecify.annotations.NullMarked;
