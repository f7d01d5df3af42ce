/** History in, and a replay's records out: files of JSON lines. */
@NullMarked
package io.campanile.connectors.file;

import org.jspecify.annotations.NullMarked;
