package io.campanile.connectors.json;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a record's Javadoc says.
 *
 * @param sentence about the record
 * @param components about each component
 */
record RecordDoc(String sentence, Map<String, String> components) {

  /** Reads the comment in front of {@code record name(}. */
  static RecordDoc of(String name, String source) {
    int record = source.indexOf("record " + name + "(");
    int start = source.lastIndexOf("/**", record);
    String comment =
        source
            .substring(start + 3, source.indexOf("*/", start))
            .replaceAll("(?m)^\\s*\\* ?", "")
            .replaceAll("\\s+", " ");
    String[] parts = comment.split("@param ", -1);
    Map<String, String> components = new LinkedHashMap<>();
    for (int i = 1; i < parts.length; i++) {
      String[] component = parts[i].split(" ", 2);
      components.put(component[0], plain(component[1]));
    }
    return new RecordDoc(plain(parts[0]), components);
  }

  /** What the component means; without it there is no schema. */
  String component(String name) {
    String meaning = components.get(name);
    if (meaning == null) {
      throw new IllegalStateException("No @param " + name + " where it is said that " + sentence);
    }
    return meaning;
  }

  private static String plain(String javadoc) {
    return javadoc
        .replaceAll("; see \\{@link [^}]*}", "")
        .replaceAll("\\{@(?:code|link) ([^}]*)}", "$1")
        .strip();
  }
}
