/** What Kubernetes is given, checked before it is given. */
@NullMarked
package io.campanile.cli.manifests;

import org.jspecify.annotations.NullMarked;
