package io.campanile.connectors.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RawLinesTest {

  /** Each line as {@code number:bytes/length}. */
  private static List<String> lines(InputStream in, int limit) throws IOException {
    RawLines lines = new RawLines(in, limit);
    List<String> found = new ArrayList<>();
    while (lines.next()) {
      String text = new String(lines.bytes(), StandardCharsets.ISO_8859_1);
      found.add(lines.number() + ":" + text + "/" + lines.lengthBytes());
    }
    return found;
  }

  private static List<String> lines(String text, int limit) throws IOException {
    return lines(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)), limit);
  }

  @Test
  void endsLinesWithLfAndCrLfAndTheEnd() throws IOException {
    assertThat(lines("a\nbc\r\nd", 10)).containsExactly("0:a/1", "1:bc/2", "2:d/1");
    assertThat(lines("a\r", 10)).containsExactly("0:a/1");
    assertThat(lines("a\rb\n", 10)).containsExactly("0:a\rb/3");
  }

  @Test
  void passesOverBlankLinesButCountsThem() throws IOException {
    assertThat(lines("\n\r\n \t \na\n\n", 10)).containsExactly("3:a/1");
    assertThat(lines("", 10)).isEmpty();
  }

  @Test
  void keepsTheBeginningOfALongLine() throws IOException {
    assertThat(lines("abcdef\r\nabc\r\n", 3)).containsExactly("0:abc/6", "1:abc/3");
    assertThat(lines("      \n", 3)).containsExactly("0:   /6");
  }

  @Test
  void countsALineLongerThanMemoryWouldLike() throws IOException {
    long length = 3L * 1024 * 1024 * 1024;
    InputStream endless =
        new InputStream() {
          private long left = length;

          @Override
          public int read() {
            throw new UnsupportedOperationException("Only read in blocks");
          }

          @Override
          public int read(byte[] bytes, int offset, int count) {
            int given = (int) Math.min(count, left);
            left -= given;
            return given == 0 ? -1 : given;
          }
        };
    RawLines lines = new RawLines(endless, 1000);
    assertThat(lines.next()).isTrue();
    assertThat(lines.lengthBytes()).isEqualTo(length);
    assertThat(lines.bytes()).hasSize(1000);
    assertThat(lines.next()).isFalse();
  }

  @Property
  void givesTheSameWhateverTheBlocks(
      @ForAll List<@IntRange(min = 0, max = 100_000) Integer> lengths,
      @ForAll @IntRange(min = 1, max = 200_000) int limit)
      throws IOException {
    StringBuilder text = new StringBuilder();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < lengths.size(); i++) {
      String line = "x".repeat(lengths.get(i));
      text.append(line).append(i % 2 == 0 ? "\n" : "\r\n");
      if (!line.isEmpty()) {
        expected.add(
            i + ":" + line.substring(0, Math.min(limit, line.length())) + "/" + line.length());
      }
    }
    assertThat(lines(text.toString(), limit)).isEqualTo(expected);
  }
}
