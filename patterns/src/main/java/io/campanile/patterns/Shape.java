package io.campanile.patterns;

import java.util.ArrayList;
import java.util.List;

/**
 * The keys of one kind of mapping. The readers take the keys that they allow from here; the JSON
 * Schemas and the tables of the reference are made of it.
 *
 * @param name how the reference calls it
 * @param meaning in a sentence
 * @param entries in the order of the reference
 * @param oneOf keys of which one has to be there; empty for none
 * @param others whether any other key is allowed too
 */
public record Shape(
    String name, String meaning, List<Key> entries, List<String> oneOf, boolean others) {

  /**
   * One key.
   *
   * @param name as it is written
   * @param form what its value looks like
   * @param required whether it has to be there
   * @param fallback what holds where it is not there, in words; empty where nothing need be said
   * @param meaning in sentences
   * @param example a value, as YAML
   */
  public record Key(
      String name, Form form, boolean required, String fallback, String meaning, String example) {}

  /** The names of the keys. */
  public List<String> keys() {
    return entries.stream().map(Key::name).toList();
  }

  static Builder of(String name, String meaning) {
    return new Builder(name, meaning);
  }

  /** Puts a shape together. */
  static final class Builder {
    private final String name;
    private final String meaning;
    private final List<Key> keys = new ArrayList<>();
    private final List<String> oneOf = new ArrayList<>();

    private Builder(String name, String meaning) {
      this.name = name;
      this.meaning = meaning;
    }

    Builder required(String key, Form form, String keyMeaning, String example) {
      keys.add(new Key(key, form, true, "", keyMeaning, example));
      return this;
    }

    Builder optional(String key, Form form, String fallback, String keyMeaning, String example) {
      keys.add(new Key(key, form, false, fallback, keyMeaning, example));
      return this;
    }

    /** Of these keys one has to be there. */
    Builder oneOf(String... needed) {
      oneOf.addAll(List.of(needed));
      return this;
    }

    Shape build() {
      return new Shape(name, meaning, List.copyOf(keys), List.copyOf(oneOf), false);
    }

    Shape andOthers() {
      return new Shape(name, meaning, List.copyOf(keys), List.copyOf(oneOf), true);
    }
  }
}
