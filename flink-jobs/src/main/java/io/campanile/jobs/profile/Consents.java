package io.campanile.jobs.profile;

import io.campanile.model.ValueCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was said of consent, by channel: granted or refused, when, and on which ground. What is
 * decided is decided by event time: what is older never changes what is newer.
 */
public final class Consents {

  /** Longer grounds are not kept. */
  static final int MAX_BASIS_CHARS = 256;

  private final Map<String, Said> byChannel = new TreeMap<>();

  /** What was said of one channel, last. */
  private record Said(@Nullable Object value, long timeMillis, @Nullable String basis) {}

  /**
   * Something is said of one channel.
   *
   * @param value true, false, null for neither any more; anything else says nothing
   * @param basis on which ground, or null where nothing was said of it
   * @return how many were not kept because there are too many
   */
  int say(String channel, @Nullable Object value, long timeMillis, @Nullable String basis) {
    Said before = byChannel.get(channel);
    boolean tooMany = before == null && byChannel.size() >= Profile.MAX_TRAITS;
    if (tooMany || !ValueSize.isAtMost(value, MAX_BASIS_CHARS)) {
      return 1;
    }
    if (before == null || before.timeMillis <= timeMillis) {
      boolean kept = basis != null && basis.length() <= MAX_BASIS_CHARS;
      byChannel.put(channel, new Said(value, timeMillis, kept ? basis : null));
    }
    return 0;
  }

  /** Forgets what was said at or before this time. */
  void forget(long untilMillis) {
    byChannel.values().removeIf(said -> said.timeMillis <= untilMillis);
  }

  /** Takes what was refused of another. */
  void takeRefusals(Consents other) {
    other.byChannel.forEach(
        (channel, said) -> {
          if (Boolean.FALSE.equals(said.value)) {
            byChannel.put(channel, said);
          }
        });
  }

  boolean isEmpty() {
    return byChannel.isEmpty();
  }

  /** Granted (true), refused (false), or null for neither. */
  @Nullable Boolean of(String channel) {
    Said said = byChannel.get(channel);
    return (said != null && said.value instanceof Boolean granted) ? granted : null;
  }

  /** On which ground consent for a channel was granted or refused; empty where nobody said. */
  public Optional<String> basis(String channel) {
    Said said = byChannel.get(channel);
    return said == null || said.value == null ? Optional.empty() : Optional.ofNullable(said.basis);
  }

  /** What was said, by channel. */
  public Map<String, @Nullable Object> values() {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    byChannel.forEach(
        (channel, said) -> {
          if (said.value != null) {
            values.put(channel, said.value);
          }
        });
    return values;
  }

  /** By channel, when and, where it was said, on which ground. */
  public Map<String, @Nullable Object> details() {
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    byChannel.forEach(
        (channel, said) -> {
          if (said.value != null) {
            Map<String, @Nullable Object> detail = new LinkedHashMap<>();
            detail.put("at", Instant.ofEpochMilli(said.timeMillis));
            if (said.basis != null) {
              detail.put("basis", said.basis);
            }
            details.put(channel, detail);
          }
        });
    return details;
  }

  /** On which ground, by channel. */
  Map<String, @Nullable Object> bases() {
    Map<String, @Nullable Object> bases = new LinkedHashMap<>();
    byChannel.forEach(
        (channel, said) -> {
          if (said.value != null && said.basis != null) {
            bases.put(channel, said.basis);
          }
        });
    return bases;
  }

  /** When, by channel. */
  Map<String, @Nullable Object> times() {
    Map<String, @Nullable Object> times = new LinkedHashMap<>();
    byChannel.forEach(
        (channel, said) -> {
          if (said.value != null) {
            times.put(channel, Instant.ofEpochMilli(said.timeMillis));
          }
        });
    return times;
  }

  void write(DataOutput out) throws IOException {
    ValueCodec.writeUnsigned(out, byChannel.size());
    for (Map.Entry<String, Said> entry : byChannel.entrySet()) {
      ValueCodec.writeText(out, entry.getKey());
      ValueCodec.writeSigned(out, entry.getValue().timeMillis);
      ValueCodec.writeValue(out, entry.getValue().value);
    }
  }

  static Consents read(DataInput in) throws IOException {
    Consents consents = new Consents();
    int size = ValueCodec.readSize(in);
    for (int i = 0; i < size; i++) {
      String channel = ValueCodec.readText(in);
      long timeMillis = ValueCodec.readSigned(in);
      consents.byChannel.put(channel, new Said(ValueCodec.readValue(in), timeMillis, null));
    }
    return consents;
  }

  boolean hasBases() {
    return byChannel.values().stream().anyMatch(said -> said.basis != null);
  }

  /** Writes the grounds, behind what {@link #write} has written. */
  void writeBases(DataOutput out) throws IOException {
    ValueCodec.writeUnsigned(
        out, byChannel.values().stream().filter(said -> said.basis != null).count());
    for (Map.Entry<String, Said> entry : byChannel.entrySet()) {
      String basis = entry.getValue().basis;
      if (basis != null) {
        ValueCodec.writeText(out, entry.getKey());
        ValueCodec.writeText(out, basis);
      }
    }
  }

  void readBases(DataInput in) throws IOException {
    int size = ValueCodec.readSize(in);
    for (int i = 0; i < size; i++) {
      String channel = ValueCodec.readText(in);
      String basis = ValueCodec.readText(in);
      byChannel.computeIfPresent(
          channel, (name, said) -> new Said(said.value, said.timeMillis, basis));
    }
  }
}
