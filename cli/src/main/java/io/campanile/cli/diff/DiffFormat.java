package io.campanile.cli.diff;

import java.io.IOException;

/** How differences can be told. */
public enum DiffFormat {
  /** For a terminal. */
  TEXT,
  /** A page that needs nothing but itself. */
  HTML,
  /** For the comment of a pull request. */
  MARKDOWN;

  /** The text. */
  public String write(Diff diff) throws IOException {
    return switch (this) {
      case TEXT -> DiffText.of(diff);
      case HTML -> DiffPage.of(diff);
      case MARKDOWN -> DiffMarkdown.of(diff);
    };
  }
}
