package io.campanile.patterns.yaml;

import io.campanile.patterns.ProblemCode;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads the text of one YAML 1.2 file. */
public final class YamlFile {

  private static final int MAX_DEPTH = 32;
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
      if (isTooDeep(settings, content, source)) {
        return Optional.empty();
      }
      Optional<Node> node = new Compose(settings).composeString(content);
      return node.map(root -> YamlValue.of(source, root, "The file"));
    } catch (MarkedYamlEngineException e) {
      SyntaxMessages.Finding finding = SyntaxMessages.of(e);
      problems.error(source.place(SyntaxMessages.mark(e)), finding.code(), finding.message());
    } catch (ReaderException e) {
      problems.error(
          source.placeAt(e.getPosition()),
          ProblemCode.CHARACTER,
          "The character U+%04X is not allowed in YAML. Remove it.".formatted(e.getCodePoint()));
    } catch (YamlEngineException e) {
      problems.error(
          Place.startOf(file), ProblemCode.NOT_YAML, "This is not YAML: " + e.getMessage());
    }
    return Optional.empty();
  }

  /** Composing is recursive: a file of ten thousand brackets would overflow the stack. */
  private static boolean isTooDeep(LoadSettings settings, String content, Source source) {
    int depth = 0;
    for (Event event : new Parse(settings).parseString(content)) {
      if (event instanceof CollectionStartEvent) {
        depth++;
      } else if (event instanceof CollectionEndEvent) {
        depth--;
      }
      if (depth > MAX_DEPTH) {
        String message = "This is nested more than " + MAX_DEPTH + " levels deep.";
        source.problems().error(source.place(event.getStartMark()), ProblemCode.TOO_DEEP, message);
        return true;
      }
    }
    return false;
  }
}
