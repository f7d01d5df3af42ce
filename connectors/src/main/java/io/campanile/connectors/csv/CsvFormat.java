package io.campanile.connectors.csv;

import java.io.Serializable;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * How rows are written.
 *
 * @param delimiter between cells
 * @param quote around a cell that holds a delimiter, a quote (written twice) or a line feed
 * @param encoding name of a character set of which ASCII is a part
 * @param columns names of the columns, or empty where the first row of each file names them
 * @param nothing cells with such a text hold nothing, as empty ones do
 */
public record CsvFormat(
    char delimiter, char quote, String encoding, List<String> columns, Set<String> nothing)
    implements Serializable {

  /** Copies what could change. */
  public CsvFormat {
    columns = List.copyOf(columns);
    nothing = Set.copyOf(nothing);
  }

  /** Whether the first row of each file names the columns. */
  public boolean hasHeader() {
    return columns.isEmpty();
  }

  /** The character set. */
  public Charset charset() {
    return Charset.forName(encoding);
  }

  /**
   * Whether rows can be told apart before they are decoded: line feed and quote are one byte each,
   * the same as in ASCII. UTF-16 is the usual exception.
   */
  public static boolean isSplittable(Charset charset) {
    String ends = "\n\r\"',;|\t";
    return charset.canEncode()
        && Arrays.equals(ends.getBytes(charset), ends.getBytes(StandardCharsets.US_ASCII));
  }
}
