package io.campanile.cli.diff;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {

  @Test
  void nothingMovesTheCursor() {
    assertThat(Printable.of("a\u001b[2Jb\nc\u202Ed\u2028e")).isEqualTo("a?[2Jb?c?d?e");
    assertThat(Printable.of("Søren 木 🙂")).isEqualTo("Søren 木 🙂");
  }

  @Test
  void markdownShowsItAsItStands() {
    assertThat(Printable.markdown("<img src=x> & @somebody #1 | `x` *b* [l](u)"))
        .isEqualTo("&#60;img src=x> &#38; &#64;somebody &#35;1 \\| \\`x\\` \\*b\\* \\[l\\]\\(u\\)");
    assertThat(Printable.markdown("https://a.example www.b.example 10:05"))
        .isEqualTo("https&#58;//a.example www&#46;b.example 10:05");
    assertThat(Printable.markdown("one\ntwo")).isEqualTo("one?two");
  }
}
