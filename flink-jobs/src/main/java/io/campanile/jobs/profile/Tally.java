package io.campanile.jobs.profile;

import io.campanile.model.ValueCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
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

  private final Result result;

  /** What leaves first comes first. */
  private final List<Bucket> buckets = new ArrayList<>(2);

  private long count;
  private BigDecimal sum = BigDecimal.ZERO;

  /** What leaves the window at one moment. */
  private static final class Bucket {
    private final long leavesMillis;
    private long count;
    private BigDecimal sum;

    Bucket(long leavesMillis, long count, BigDecimal sum) {
      this.leavesMillis = leavesMillis;
      this.count = count;
      this.sum = sum;
    }
  }

  Tally(Result result) {
    this.result = result;
  }

  @Override
  public int add(long eventMillis, long leavesMillis, Object value) {
    BigDecimal number = result == Result.COUNT ? BigDecimal.ZERO : exact(value);
    if (number != null) {
      Bucket bucket = bucket(leavesMillis);
      bucket.sum = bucket.count == 0 ? number : bucket.sum.add(number);
      bucket.count++;
      count++;
      sum = sum.add(number);
    }
    return 0;
  }

  /** The bucket of this moment; mostly it is the last one. */
  private Bucket bucket(long leavesMillis) {
    int behind = buckets.size();
    while (behind > 0 && buckets.get(behind - 1).leavesMillis > leavesMillis) {
      behind--;
    }
    if (behind > 0 && buckets.get(behind - 1).leavesMillis == leavesMillis) {
      return buckets.get(behind - 1);
    }
    Bucket fresh = new Bucket(leavesMillis, 0, BigDecimal.ZERO);
    buckets.add(behind, fresh);
    return fresh;
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
    int over = 0;
    while (over < buckets.size() && leaves(buckets.get(over), nowMillis)) {
      count -= buckets.get(over).count;
      sum = sum.subtract(buckets.get(over).sum);
      over++;
    }
    if (over > 0) {
      buckets.subList(0, over).clear();
    }
  }

  private static boolean leaves(Bucket bucket, long nowMillis) {
    return bucket.leavesMillis <= nowMillis && bucket.leavesMillis != TraitWindow.NEVER;
  }

  @Override
  public @Nullable Object value(long nowMillis) {
    return switch (result) {
      case COUNT -> count;
      case SUM -> sum.doubleValue();
      // A quotient of doubles is exact enough, and never without an end.
      case AVERAGE -> count == 0 ? null : sum.doubleValue() / count;
    };
  }

  @Override
  public long nextMillis() {
    return buckets.isEmpty() ? TraitWindow.NEVER : buckets.get(0).leavesMillis;
  }

  @Override
  public boolean isEmpty() {
    return buckets.isEmpty();
  }

  @Override
  public void write(DataOutput out) throws IOException {
    ValueCodec.writeUnsigned(out, buckets.size());
    for (Bucket bucket : buckets) {
      TraitWindow.writeLeaving(out, bucket.leavesMillis);
      ValueCodec.writeUnsigned(out, bucket.count);
      if (result != Result.COUNT) {
        byte[] digits = bucket.sum.unscaledValue().toByteArray();
        ValueCodec.writeSigned(out, bucket.sum.scale());
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
      tally.buckets.add(new Bucket(leavesMillis, count, sum));
      tally.count += count;
      tally.sum = tally.sum.add(sum);
    }
    return tally;
  }
}
