package io.campanile.patterns.yaml;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads the text of one YAML 1.2 file. */
public final class YamlFile {

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private YamlFile() {}

  /**
   * The value that the file holds; empty where it holds nothing, or where it is not YAML, which is
   * then noted as a problem. Thread-safe.
   *
   * @param file how problems call the file
   */
  public static Optional<YamlValue> read(String file, String text, Problems problems) {
    String content = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    Source source = new Source(file, content, problems);
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(file)
            .setSchema(new CoreSchema())
            .setCodePointLimit(Integer.MAX_VALUE)
            .build();
    try {
      Optional<Node> node = new Compose(settings).composeString(content);
      return node.map(root -> YamlValue.of(source, root, "The file"));
    } catch (MarkedYamlEngineException e) {
      problems.error(source.place(SyntaxMessages.mark(e)), SyntaxMessages.of(e));
    } catch (ReaderException e) {
      problems.error(
          source.placeAt(e.getPosition()),
          "The character U+%04X is not allowed in YAML. Remove it.".formatted(e.getCodePoint()));
    } catch (YamlEngineException e) {
      problems.error(Place.startOf(file), "This is not YAML: " + e.getMessage());
    }
    return Optional.empty();
  }
}
