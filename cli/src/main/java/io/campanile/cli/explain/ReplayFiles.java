package io.campanile.cli.explain;

import io.campanile.cli.explain.RecordReader.UnexpectedRecordException;
import io.campanile.connectors.output.Stream;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The directory that a replay wrote. */
public record ReplayFiles(Path directory) {

  private static final List<Stream> STREAMS =
      List.of(Stream.TRIGGERS, Stream.DECISIONS, Stream.ACTIONS_EMAIL);

  /** The files that are not there; a replay leaves all of them behind, empty or not. */
  public List<String> missing() {
    return STREAMS.stream()
        .map(Stream::fileName)
        .filter(name -> !Files.isRegularFile(directory.resolve(name)))
        .toList();
  }

  /**
   * Reads all of it.
   *
   * @throws UnexpectedRecordException when a line is not what its file promises; the message says
   *     which
   * @throws IOException when a file cannot be read
   */
  public void search(CustomerSearch search) throws IOException {
    for (Stream stream : STREAMS) {
      read(stream, directory.resolve(stream.fileName()), search);
    }
  }

  private static void read(Stream stream, Path file, CustomerSearch search) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        try {
          search.take(stream, line.getBytes(StandardCharsets.UTF_8));
        } catch (UnexpectedRecordException e) {
          throw new UnexpectedRecordException(file + ":" + number + ": " + e.getMessage());
        }
      }
    }
  }
}
