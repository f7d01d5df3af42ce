package io.campanile.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the docs.
 *
 * @param path relative to this module
 */
record MarkdownPage(Path path, String text) {

  private static final Path ROOT = Path.of("..");
  private static final Pattern BLOCK =
      Pattern.compile("(?m)^ *```(\\w+)? *([\\w-]*)\\R((?s).*?)^ *```$");
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+)$");

  /**
   * A block of code.
   *
   * @param line where it begins, from 1
   * @param language the first word behind the fence, or empty
   * @param kind the second word, or empty
   */
  record Block(MarkdownPage page, int line, String language, String kind, String text) {
    @Override
    public String toString() {
      return page + ":" + line + " " + language + " " + kind;
    }
  }

  /** All pages of the project. */
  static List<MarkdownPage> all() {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !file.toString().matches(".*/(target|\\.git|out)/.*"))
          .sorted()
          .map(MarkdownPage::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The page at this path, relative to the project. */
  static MarkdownPage of(String path) {
    return read(ROOT.resolve(path));
  }

  private static MarkdownPage read(Path path) {
    try {
      return new MarkdownPage(path, Files.readString(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    Matcher block = BLOCK.matcher(text);
    while (block.find()) {
      int line = 1 + (int) text.substring(0, block.start()).lines().count();
      String language = block.group(1) == null ? "" : block.group(1);
      blocks.add(new Block(this, line, language, block.group(2), block.group(3).stripIndent()));
    }
    return blocks;
  }

  List<Block> blocks(String language) {
    return blocks().stream().filter(block -> block.language().equals(language)).toList();
  }

  /** The block that follows another one on this page. */
  Block after(Block block) {
    List<Block> blocks = blocks();
    return blocks.get(blocks.indexOf(block) + 1);
  }

  /** The last block of a kind that stands before another one on this page. */
  Block before(Block block, String kind) {
    List<Block> blocks = blocks();
    return blocks.subList(0, blocks.indexOf(block)).stream()
        .filter(other -> other.kind().equals(kind))
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  /** What its links point to, those of the web left out. */
  List<String> links() {
    List<String> links = new ArrayList<>();
    Matcher link = LINK.matcher(prose());
    while (link.find()) {
      if (!link.group(1).matches("[a-z]+:.*")) {
        links.add(link.group(1));
      }
    }
    return links;
  }

  /** What a link can point to on this page. */
  List<String> anchors() {
    List<String> anchors = new ArrayList<>();
    Matcher heading = HEADING.matcher(prose());
    while (heading.find()) {
      String words = heading.group(1).toLowerCase(Locale.ROOT);
      anchors.add(words.replaceAll("[^\\p{L}\\p{N}_ -]", "").strip().replace(' ', '-'));
    }
    return anchors;
  }

  private String prose() {
    return BLOCK.matcher(text).replaceAll("");
  }

  /** The page that a link's path stands for. */
  Path target(String link) {
    String file = link.replaceAll("#.*", "");
    return file.isEmpty() ? path : path.resolveSibling(file).normalize();
  }

  @Override
  public String toString() {
    return ROOT.relativize(path).toString();
  }
}
