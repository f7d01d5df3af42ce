package io.campanile.patterns;

import io.campanile.model.Ids;
import io.campanile.patterns.PatternPaths.Kind;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;

/** Names a release by its content. */
final class ReleaseId {

  private static final int BYTES = 8;

  private ReleaseId() {}

  /**
   * The first 16 hex digits of SHA-256 over path, length in bytes and content of each file, in the
   * order of their paths. Tests and the names of templates are left out: they change nothing that
   * runs.
   */
  static String of(PatternFiles files) {
    StringBuilder content = new StringBuilder();
    for (Map.Entry<String, String> file : files.texts().entrySet()) {
      Kind kind = PatternPaths.kindOf(file.getKey());
      if (kind == Kind.TEST || kind == Kind.TEMPLATES) {
        continue;
      }
      String text = file.getValue();
      content.append(file.getKey()).append('\n');
      content.append(text.getBytes(StandardCharsets.UTF_8).length).append('\n');
      content.append(text);
    }
    return HexFormat.of().formatHex(Ids.sha256(content.toString()), 0, BYTES);
  }
}
