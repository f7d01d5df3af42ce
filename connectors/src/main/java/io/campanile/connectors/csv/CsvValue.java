package io.campanile.connectors.csv;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where a value of an event comes from. */
public sealed interface CsvValue extends Serializable {

  /** The columns that it looks at. */
  List<String> columns();

  /**
   * The same in each row.
   *
   * @param value String, Long, Double or Boolean
   */
  record Constant(Object value) implements CsvValue {
    @Override
    public List<String> columns() {
      return List.of();
    }
  }

  /**
   * What stands in a column, or in several one behind the other.
   *
   * @param names at least one
   * @param between stands between the texts of several columns
   * @param prefix stands before them
   * @param words by text that stands in the column, what it means; empty where it means itself
   * @param type what is made of the text
   */
  record Cell(
      List<String> names, String between, String prefix, Map<String, String> words, CsvType type)
      implements CsvValue {

    /** Copies what could change. */
    public Cell {
      names = List.copyOf(names);
      words = Map.copyOf(words);
    }

    @Override
    public List<String> columns() {
      return names;
    }
  }

  /** An object. */
  record Fields(Map<String, CsvValue> byName) implements CsvValue {

    /** Copies what could change. */
    public Fields {
      byName = new LinkedHashMap<>(byName);
    }

    @Override
    public List<String> columns() {
      return byName.values().stream().flatMap(value -> value.columns().stream()).toList();
    }
  }

  /** A list. */
  record Items(List<CsvValue> items) implements CsvValue {

    /** Copies what could change. */
    public Items {
      items = List.copyOf(items);
    }

    @Override
    public List<String> columns() {
      return items.stream().flatMap(item -> item.columns().stream()).toList();
    }
  }
}
