@NullMarked
package io.campanile.cli.manifests;

import org.jspecify.annotations.NullMarked;
