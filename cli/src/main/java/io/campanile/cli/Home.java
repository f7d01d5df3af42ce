package io.campanile.cli;

import java.nio.file.Path;

/** Where Campanile itself lies: the launcher says so. */
final class Home {

  private static final String PROPERTY = "campanile.home";

  private Home() {}

  /** The patterns that ship. */
  static Path patterns() {
    return Path.of(System.getProperty(PROPERTY, "")).resolve("patterns");
  }
}
