package io.campanile.cli.letters;

import io.campanile.cli.letters.Letter.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A file of letters whose bytes somebody has mended. */
public final class MendedLetters {

  private final Map<Place, byte[]> raw;

  private MendedLetters(Map<Place, byte[]> raw) {
    this.raw = raw;
  }

  /** The file is missing, or is not what was expected. */
  public static final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableException(String message, IOException cause) {
      super(message, cause);
    }
  }

  /**
   * Reads a file of letters, a line each; empty lines are passed over.
   *
   * @throws UnreadableException with the number of the line
   */
  public static MendedLetters read(Path file) throws UnreadableException {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw new UnreadableException("The file " + file + " cannot be read: " + e, e);
    }
    Map<Place, byte[]> raw = new LinkedHashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        try {
          Letter letter = Letter.read(lines.get(i));
          raw.put(letter.place(), letter.raw());
        } catch (IOException e) {
          throw new UnreadableException(file + ":" + (i + 1) + ": " + e.getMessage(), e);
        }
      }
    }
    return new MendedLetters(raw);
  }

  /** Where the letters are that the file has. */
  Set<Place> places() {
    return raw.keySet();
  }

  /** The letter as the file has it; empty where it does not have it. */
  Optional<Letter> mended(Letter letter) {
    return Optional.ofNullable(raw.get(letter.place())).map(letter::mended);
  }
}
