package io.campanile.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.cli.Engine.Progress;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressLineTest {

  @TempDir private Path directory;

  private final StringWriter told = new StringWriter();

  private ProgressLine line(boolean terminal, long estimatedEvents) {
    return new ProgressLine(new PrintWriter(told, true), terminal, estimatedEvents);
  }

  private static void run(ProgressLine line) {
    line.show(new Progress(0, 0, 0, 0));
    line.show(new Progress(500, 0, 0, 0));
    line.show(new Progress(1_000, 250, 30, 0));
    line.show(new Progress(1_000, 1_000, 120, 60));
    line.end();
  }

  @Test
  void aTerminalSeesABarThatOnlyGrows() {
    run(line(true, 400));
    String text = told.toString();
    assertThat(text).contains("Reading", "Deciding", "Writing", "250 of 1,000 events", "█", "░");
    assertThat(text.lines().filter(line -> line.endsWith("\n"))).isEmpty();
    List<Integer> percents =
        Pattern.compile("(\\d+) %")
            .matcher(text)
            .results()
            .map(found -> Integer.valueOf(found.group(1)))
            .toList();
    assertThat(percents).isSorted().hasSize(4);
    assertThat(text).endsWith("\r\u001b[K");
  }

  @Test
  void aLogSeesEachStepOnce() {
    run(line(false, 0));
    assertThat(told.toString().lines())
        .containsExactly("Reading: 1,000 events, 0 s.", "Deciding: 1,000 of 1,000 events, 0 s.");
  }

  @Test
  void aFilesFirstLinesTellAboutHowManyThereAre() throws IOException {
    Path plain = directory.resolve("plain.jsonl");
    Path packed = directory.resolve("packed.jsonl.gz");
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 50_000; i++) {
      lines.append("{\"messageId\":\"").append(Integer.toHexString(i * 7919)).append("\"}\n");
    }
    Files.writeString(plain, lines);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
    }
    assertThat(HistorySize.estimatedEvents(List.of(plain))).isBetween(45_000L, 55_000L);
    assertThat(HistorySize.estimatedEvents(List.of(plain, packed))).isBetween(85_000L, 115_000L);
    assertThat(HistorySize.estimatedEvents(List.of(directory.resolve("none")))).isZero();
  }
}
