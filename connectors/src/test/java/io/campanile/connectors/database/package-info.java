@NullMarked
package io.campanile.connectors.database;

import org.jspecify.annotations.NullMarked;
