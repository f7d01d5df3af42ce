package io.campanile.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules of style that a machine can hold, over the sources of all modules. */
class TidyTest {

  private static final Path ROOT = Path.of("..");
  private static final int MAX_LINES = 400;
  private static final Pattern VAGUE_NAME =
      Pattern.compile(".*(Utils?|Manager|Helpers?|Impl|Base)\\.java");
  private static final Pattern LEFT_BEHIND =
      Pattern.compile("\\b(TODO|FIXME|XXX)\\b|@Disabled|@Ignore\\b");
  private static final Pattern NEVER_IN_MAIN =
      Pattern.compile("Thread\\.sleep|printStackTrace\\(\\)|System\\.gc\\(|new Random\\(\\)");

  @Test
  void noFileIsTwoThings() {
    assertThat(sources("src"))
        .hasSizeGreaterThan(100)
        .allSatisfy(file -> assertThat(lines(file)).hasSizeLessThanOrEqualTo(MAX_LINES));
  }

  @Test
  void everyNameSaysSomething() {
    assertThat(sources("src"))
        .noneMatch(file -> VAGUE_NAME.matcher(file.getFileName().toString()).matches());
  }

  @Test
  void nothingIsLeftBehind() {
    assertThat(found(sources("src"), LEFT_BEHIND)).isEmpty();
  }

  @Test
  void whatRunsNeitherSleepsNorSwallows() {
    assertThat(found(sources("src/main"), NEVER_IN_MAIN)).isEmpty();
  }

  private static List<String> found(List<Path> files, Pattern pattern) {
    List<String> found = new ArrayList<>();
    for (Path file : files) {
      List<String> lines = lines(file);
      for (int i = 0; i < lines.size(); i++) {
        if (pattern.matcher(lines.get(i)).find() && !file.endsWith("TidyTest.java")) {
          found.add(file + ":" + (i + 1) + ": " + lines.get(i).strip());
        }
      }
    }
    return found;
  }

  /** The Java files of every module in a folder of it. */
  private static List<Path> sources(String folder) {
    try (Stream<Path> modules = Files.list(ROOT)) {
      List<Path> sources = new ArrayList<>();
      for (Path module : modules.map(path -> path.resolve(folder)).toList()) {
        if (Files.isDirectory(module)) {
          try (Stream<Path> files = Files.walk(module)) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
          }
        }
      }
      return sources;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
