package io.campanile.connectors.csv;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.campanile.connectors.json.EventReader;
import io.campanile.connectors.json.Fault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;
import java.util.List;

/** Takes one row apart into its cells. Not for several threads. */
final class CsvRows {

  private final CsvFormat format;
  private final CharsetDecoder decoder;
  private final ObjectReader reader;

  CsvRows(CsvFormat format) {
    this.format = format;
    this.decoder =
        format
            .charset()
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    this.reader =
        new CsvMapper()
            .readerFor(String[].class)
            .with(CsvParser.Feature.WRAP_AS_ARRAY)
            .with(
                CsvSchema.emptySchema()
                    .withColumnSeparator(format.delimiter())
                    .withQuoteChar(format.quote()));
  }

  /** The row as text. */
  String text(byte[] bytes, long lengthBytes) throws Fault {
    if (lengthBytes > EventReader.MAX_BYTES) {
      throw Fault.unreadable(
          "found " + lengthBytes + " bytes, expected at most " + EventReader.MAX_BYTES);
    }
    try {
      String text = decoder.decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw Fault.unreadable("not " + format.encoding() + ", the encoding that the mapping names");
    }
  }

  /** The cells of a text that is one row. */
  List<String> cells(String text) throws Fault {
    try (MappingIterator<String[]> rows = reader.readValues(text)) {
      if (!rows.hasNextValue()) {
        throw Fault.unreadable("empty; expected a row");
      }
      List<String> cells = Arrays.asList(rows.nextValue());
      if (rows.hasNextValue()) {
        throw Fault.unreadable("found more than one row, expected one a record");
      }
      return cells;
    } catch (JsonProcessingException e) {
      throw Fault.unreadable(
          "not CSV at character "
              + Math.max(1, e.getLocation().getColumnNr())
              + ": is a quote missing, or one too many?");
    } catch (IOException e) {
      throw new IllegalStateException("Reading text in memory cannot fail", e);
    }
  }

  /** Whether a quote that was opened is not closed, as far as counting tells. */
  boolean isOpen(byte[] bytes) {
    boolean open = false;
    for (byte b : bytes) {
      open ^= b == (byte) format.quote();
    }
    return open;
  }
}
