package io.campanile.connectors.csv;

import io.campanile.connectors.json.Fault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where each column of a mapping stands.
 *
 * @param size how many cells a row has
 * @param numberByName from 0
 */
record CsvHeader(int size, Map<String, Integer> numberByName) {

  /** The columns by these names, as far as the mapping knows them. */
  static CsvHeader of(List<String> names) {
    Map<String, Integer> numbers = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      numbers.putIfAbsent(names.get(i).strip(), i);
    }
    return new CsvHeader(names.size(), numbers);
  }

  /** Checks that every column that is needed is there, once. */
  static void check(List<String> names, CsvMapping mapping) throws Fault {
    List<String> stripped = names.stream().map(String::strip).toList();
    List<String> faults = new ArrayList<>();
    for (String column : mapping.columns()) {
      long times = stripped.stream().filter(column::equals).count();
      if (times != 1) {
        faults.add((times == 0 ? "no column `" : "more than one column `") + column + "`");
      }
    }
    if (!faults.isEmpty()) {
      throw Fault.invalid(
          "header",
          "the header has "
              + String.join(" and ", faults)
              + "; found `"
              + String.join("`, `", stripped)
              + "`");
    }
  }
}
