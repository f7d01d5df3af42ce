package io.campanile.jobs.profile;

import io.campanile.model.ValueCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How many, and how much in all. Bound: one bucket for each step of the window.
 *
 * <p>Sums are exact decimals: they do not depend on the order of arrival, and a sum of prices is
 * what a till would say.
 */
final class Tally implements TraitState {

  /** What of it is the trait's value. */
  enum Result {
    COUNT,
    SUM,
    AVERAGE
  }

  private static final Bucket NOTHING = new Bucket(0, BigDecimal.ZERO);

  private final Result result;
  private final TreeMap<Long, Bucket> byLeaving = new TreeMap<>();
  private Bucket total = NOTHING;
  private long nextMillis = TraitWindow.NEVER;

  private record Bucket(long count, BigDecimal sum) {
    Bucket plus(Bucket other) {
      return new Bucket(count + other.count, sum.add(other.sum));
    }

    Bucket minus(Bucket other) {
      return new Bucket(count - other.count, sum.subtract(other.sum));
    }
  }

  Tally(Result result) {
    this.result = result;
  }

  @Override
  public int add(long eventMillis, long leavesMillis, Object value) {
    BigDecimal number = result == Result.COUNT ? BigDecimal.ZERO : exact(value);
    if (number != null) {
      Bucket one = new Bucket(1, number);
      byLeaving.merge(leavesMillis, one, Bucket::plus);
      total = total.plus(one);
      nextMillis = Math.min(nextMillis, leavesMillis);
    }
    return 0;
  }

  /** The number, or null for what is none. */
  static @Nullable BigDecimal exact(Object value) {
    if (value instanceof Long number) {
      return BigDecimal.valueOf(number);
    }
    return value instanceof Double number && Double.isFinite(number)
        ? BigDecimal.valueOf(number)
        : null;
  }

  @Override
  public void forget(long nowMillis) {
    while (nextMillis <= nowMillis && nextMillis != TraitWindow.NEVER) {
      total = total.minus(byLeaving.pollFirstEntry().getValue());
      nextMillis = byLeaving.isEmpty() ? TraitWindow.NEVER : byLeaving.firstKey();
    }
  }

  @Override
  public @Nullable Object value(long nowMillis) {
    return switch (result) {
      case COUNT -> total.count;
      case SUM -> total.sum.doubleValue();
      // A quotient of doubles is exact enough, and never without an end.
      case AVERAGE -> total.count == 0 ? null : total.sum.doubleValue() / total.count;
    };
  }

  @Override
  public long nextMillis() {
    return nextMillis;
  }

  @Override
  public boolean isEmpty() {
    return byLeaving.isEmpty();
  }

  @Override
  public void write(DataOutput out) throws IOException {
    ValueCodec.writeUnsigned(out, byLeaving.size());
    for (Map.Entry<Long, Bucket> entry : byLeaving.entrySet()) {
      TraitWindow.writeLeaving(out, entry.getKey());
      ValueCodec.writeUnsigned(out, entry.getValue().count);
      if (result != Result.COUNT) {
        BigDecimal sum = entry.getValue().sum;
        byte[] digits = sum.unscaledValue().toByteArray();
        ValueCodec.writeSigned(out, sum.scale());
        ValueCodec.writeUnsigned(out, digits.length);
        out.write(digits);
      }
    }
  }

  static Tally read(DataInput in, Result result) throws IOException {
    Tally tally = new Tally(result);
    int size = ValueCodec.readSize(in);
    for (int i = 0; i < size; i++) {
      long leavesMillis = TraitWindow.readLeaving(in);
      long count = ValueCodec.readUnsigned(in);
      BigDecimal sum = BigDecimal.ZERO;
      if (result != Result.COUNT) {
        int scale = Math.toIntExact(ValueCodec.readSigned(in));
        byte[] digits = new byte[ValueCodec.readSize(in)];
        in.readFully(digits);
        sum = new BigDecimal(new BigInteger(digits), scale);
      }
      Bucket bucket = new Bucket(count, sum);
      tally.byLeaving.put(leavesMillis, bucket);
      tally.total = tally.total.plus(bucket);
      tally.nextMillis = Math.min(tally.nextMillis, leavesMillis);
    }
    return tally;
  }
}
