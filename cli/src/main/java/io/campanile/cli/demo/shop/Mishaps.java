package io.campanile.cli.demo.shop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * What happens to a call on its way: it is delayed, now and then sent twice, and followed now and
 * then by a record that nobody can use.
 */
final class Mishaps {

  private static final double DUPLICATE_SHARE = 0.005;
  private static final double BROKEN_SHARE = 0.002;
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;

  private final JsonMapper json = new JsonMapper();
  private final RandomGenerator random;

  Mishaps(RandomGenerator random) {
    this.random = random;
  }

  /** The records that the call becomes, in no particular order; none arrives before the call. */
  List<SimulatedRecord> send(Call call) {
    List<SimulatedRecord> records = new ArrayList<>(2);
    long arrival = call.timeMillis() + delay(call.feed());
    byte[] bytes = bytes(call.fields());
    records.add(record(call, bytes, arrival));
    if (random.nextDouble() < DUPLICATE_SHARE) {
      records.add(record(call, bytes, arrival + random.nextLong(20 * SECOND)));
    }
    if (random.nextDouble() < BROKEN_SHARE) {
      records.add(record(call, broken(call, bytes), arrival + random.nextLong(SECOND)));
    }
    return records;
  }

  private static SimulatedRecord record(Call call, byte[] bytes, long arrivalMillis) {
    Object id = call.fields().getOrDefault("userId", call.shopper().anonymousId());
    return new SimulatedRecord(bytes, call.feed(), id.toString(), arrivalMillis);
  }

  /** Mostly under a second; the app also waits for its network, and the tills for the evening. */
  private long delay(Feed feed) {
    if (feed == Feed.OFFLINE) {
      return 60 * MINUTE + random.nextLong(300 * MINUTE);
    }
    double draw = random.nextDouble();
    double patience = feed == Feed.APP ? 2 : 1;
    if (draw < 0.002 * patience) {
      return 5 * MINUTE + random.nextLong(40 * MINUTE);
    }
    if (draw < 0.06 * patience) {
      return SECOND + random.nextLong(20 * SECOND);
    }
    return 20 + random.nextLong(700);
  }

  private byte[] broken(Call call, byte[] bytes) {
    Map<String, Object> fields = new LinkedHashMap<>(call.fields());
    fields.put("messageId", Long.toHexString(random.nextLong() | Long.MIN_VALUE));
    switch (random.nextInt(5)) {
      case 0 -> {
        return Arrays.copyOf(bytes, bytes.length / 2);
      }
      case 1 -> {
        fields.remove("userId");
        fields.remove("anonymousId");
      }
      case 2 -> fields.put("timestamp", "2099-12-31T23:59:59.000Z");
      case 3 -> fields.put("userId", 4711);
      default -> {
        // Half of a pair: Jackson would write it as a question mark, so it is put in as text.
        fields.put("userId", "HALF");
        return new String(bytes(fields), StandardCharsets.UTF_8)
            .replace("\"HALF\"", "\"c-\\ud83d\"")
            .getBytes(StandardCharsets.UTF_8);
      }
    }
    return bytes(fields);
  }

  private byte[] bytes(Map<String, Object> fields) {
    try {
      return json.writeValueAsBytes(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Maps, lists, text and numbers are always written", e);
    }
  }
}
