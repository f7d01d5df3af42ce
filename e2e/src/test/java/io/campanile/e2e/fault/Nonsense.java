package io.campanile.e2e.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/** What a producer may put into a topic of events by mistake, and no event can be made of. */
final class Nonsense {

  /** Below a megabyte, which is what a broker takes. */
  private static final int HUGE = 900_000;

  private static final int DEEP = 20_000;

  private Nonsense() {}

  /** How many records it becomes, one of each kind in each partition. */
  static long count() {
    return all().size() * (Traffic.WEB_PARTITIONS + (long) Traffic.TILL_PARTITIONS);
  }

  /** One of each kind. */
  static List<byte[]> all() {
    return List.of(
        new byte[] {(byte) 0xff, (byte) 0xfe, 0, (byte) 0xc3, 0x28},
        "x".repeat(HUGE).getBytes(UTF_8),
        "{\"messageId\":\"m\",\"type\":\"track\",\"event\":\"Order Comp".getBytes(UTF_8),
        "[1, 2, 3]".getBytes(UTF_8),
        ("{\"a\":".repeat(DEEP) + "1" + "}".repeat(DEEP)).getBytes(UTF_8),
        ("{\"messageId\":\"m\",\"type\":\"track\",\"event\":\"Order Completed\",\"userId\":\"c-1\","
                + "\"timestamp\":\"2099-01-01T00:00:00Z\"}")
            .getBytes(UTF_8),
        "{\"messageId\":\"m\",\"type\":\"track\",\"event\":\"Order Completed\"}".getBytes(UTF_8),
        "{\"messageId\":7,\"type\":\"nothing\",\"timestamp\":\"yesterday\"}".getBytes(UTF_8),
        new byte[0]);
  }
}
