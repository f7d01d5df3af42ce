package io.campanile.connectors.csv;

import io.campanile.connectors.csv.CsvConverter.Misfit;
import io.campanile.connectors.json.EnvelopeReader;
import io.campanile.connectors.json.Fault;
import io.campanile.connectors.json.Ingested;
import io.campanile.connectors.json.RawRecord;
import io.campanile.model.Event;
import io.campanile.model.EventContext;
import io.campanile.model.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rows as events. Every row becomes exactly one event or one dead letter, which names the column;
 * no row makes it throw. Not for several threads.
 */
public final class CsvEventReader {

  /** Characters of a cell that a message quotes. */
  private static final int QUOTED_CHARS = 80;

  private static final int ID_BYTES = 16;

  private final CsvMapping mapping;
  private final CsvRows rows;
  private final CsvConverter converter = new CsvConverter();
  private final EnvelopeReader envelopes;

  /**
   * A reader.
   *
   * @param latestHistory rows without an arrival that come after it are {@code TIME_OUT_OF_RANGE}
   */
  public CsvEventReader(CsvMapping mapping, Instant latestHistory) {
    this.mapping = mapping;
    this.rows = new CsvRows(mapping.format());
    this.envelopes = new EnvelopeReader(latestHistory);
  }

  CsvRows rows() {
    return rows;
  }

  /** Reads a record that is one row of the columns that the mapping names. */
  public Ingested read(RawRecord raw) {
    try {
      List<String> cells = rows.cells(rows.text(raw.bytes(), raw.lengthBytes()));
      return read(raw, cells, CsvHeader.of(mapping.format().columns()), "");
    } catch (Fault fault) {
      return bad(raw, fault, "");
    }
  }

  /** A record that cannot be used. */
  Ingested bad(RawRecord raw, Fault fault, String place) {
    Fault placed = fault.told(fault.field(), place + fault.sentence());
    return new Ingested.Bad(envelopes.letter(raw, placed));
  }

  /**
   * Reads a row.
   *
   * @param place where it is, for messages, such as {@code line 7: }
   */
  Ingested read(RawRecord raw, List<String> cells, CsvHeader header, String place) {
    try {
      if (cells.size() != header.size()) {
        throw Fault.unreadable(
            "found " + cells.size() + " cells, expected " + header.size() + ", one a column");
      }
      return new Ingested.Good(event(new Row(cells, header).fields(), header, raw));
    } catch (Fault fault) {
      return bad(raw, fault, place);
    }
  }

  private Event event(Map<String, @Nullable Object> fields, CsvHeader header, RawRecord raw)
      throws Fault {
    try {
      return envelopes.event(fields, raw);
    } catch (Fault fault) {
      throw inColumns(fault, header);
    }
  }

  /** A fault of the event's own fields, told as one of the columns that they come from. */
  private Fault inColumns(Fault fault, CsvHeader header) {
    String field = fault.field();
    Optional<CsvValue> value =
        switch (field == null ? "" : field) {
          case "messageId" -> mapping.messageId();
          case "event" -> mapping.event();
          case "userId" -> mapping.userId().or(mapping::anonymousId);
          case "anonymousId" -> mapping.anonymousId();
          case "timestamp" -> Optional.of(mapping.timestamp());
          default -> Optional.empty();
        };
    return value
        .filter(known -> !known.columns().isEmpty())
        .map(known -> fault.told(field, columns(known.columns(), header) + fault.sentence()))
        .orElse(fault);
  }

  private static String columns(List<String> names, CsvHeader header) {
    List<String> columns = new ArrayList<>();
    for (String name : names) {
      columns.add(
          "column " + (header.numberByName().getOrDefault(name, -1) + 1) + " `" + name + "`");
    }
    return String.join(", ", columns) + ": ";
  }

  private static String shortened(String text) {
    if (text.length() <= QUOTED_CHARS) {
      return text;
    }
    boolean halfACharacter = Character.isHighSurrogate(text.charAt(QUOTED_CHARS - 1));
    return text.substring(0, halfACharacter ? QUOTED_CHARS - 1 : QUOTED_CHARS) + "…";
  }

  /** One row, and the fields that are made of it. */
  private final class Row {
    private final List<String> cells;
    private final CsvHeader header;

    Row(List<String> cells, CsvHeader header) {
      this.cells = cells;
      this.header = header;
    }

    Map<String, @Nullable Object> fields() throws Fault {
      Map<String, @Nullable Object> fields = new LinkedHashMap<>();
      fields.put("type", mapping.type());
      put(fields, "event", mapping.event());
      put(fields, "messageId", mapping.messageId());
      if (mapping.messageId().isEmpty()) {
        fields.put("messageId", hash());
      }
      put(fields, "userId", mapping.userId());
      put(fields, "anonymousId", mapping.anonymousId());
      put(fields, "timestamp", Optional.of(mapping.timestamp()));
      String body = mapping.type().equals("identify") ? "traits" : "properties";
      fields.put(body, object(mapping.body(), body));
      if (mapping.offline()) {
        fields.put("context", Map.of(EventContext.CHANNEL, EventContext.OFFLINE));
      }
      return fields;
    }

    private void put(Map<String, @Nullable Object> fields, String name, Optional<CsvValue> value)
        throws Fault {
      Object found = value.isPresent() ? value(value.get(), name) : null;
      if (found != null) {
        fields.put(name, found);
      }
    }

    /** The same row is the same event, wherever it stands. */
    private String hash() {
      byte[] hash = Ids.sha256(String.join("\u001F", cells));
      return "csv-" + HexFormat.of().formatHex(Arrays.copyOf(hash, ID_BYTES));
    }

    private @Nullable Object value(CsvValue value, String path) throws Fault {
      if (value instanceof CsvValue.Cell cell) {
        return cell(cell, path);
      }
      if (value instanceof CsvValue.Fields fields) {
        return object(fields, path);
      }
      if (value instanceof CsvValue.Items items) {
        List<@Nullable Object> list = new ArrayList<>();
        for (CsvValue item : items.items()) {
          list.add(value(item, path + "[" + list.size() + "]"));
        }
        return list;
      }
      return ((CsvValue.Constant) value).value();
    }

    private Map<String, @Nullable Object> object(CsvValue.Fields fields, String path) throws Fault {
      Map<String, @Nullable Object> object = new LinkedHashMap<>();
      for (Map.Entry<String, CsvValue> field : fields.byName().entrySet()) {
        Object found = value(field.getValue(), path + "." + field.getKey());
        if (found != null) {
          object.put(field.getKey(), found);
        }
      }
      return object;
    }

    /** Null where one of the columns holds nothing. */
    private @Nullable Object cell(CsvValue.Cell cell, String path) throws Fault {
      List<String> texts = new ArrayList<>();
      for (String name : cell.names()) {
        Integer number = header.numberByName().get(name);
        String text = number == null ? "" : cells.get(number).strip();
        if (text.isEmpty() || mapping.format().nothing().contains(text)) {
          return null;
        }
        texts.add(text);
      }
      String text = String.join(cell.between(), texts);
      String meant = cell.words().isEmpty() ? text : cell.words().get(text);
      if (meant == null) {
        throw misfit(
            cell,
            path,
            text,
            "expected one of "
                + String.join(", ", cell.words().keySet().stream().sorted().toList()));
      }
      try {
        return converter.value(cell.prefix() + meant, cell.type());
      } catch (Misfit misfit) {
        throw misfit(cell, path, text, misfit.expected());
      }
    }

    private Fault misfit(CsvValue.Cell cell, String path, String text, String expected) {
      return Fault.invalid(
          path, columns(cell.names(), header) + "found \"" + shortened(text) + "\", " + expected);
    }
  }
}
