package io.campanile.jobs.decide;

import io.campanile.model.Ids;
import io.campanile.patterns.Policy.Holdout;
import java.math.BigDecimal;
import java.nio.ByteBuffer;

/** Who is held out: always the same customers for the same salt. */
public final class Holdouts {

  private static final long BUCKETS = 10_000;
  private static final BigDecimal BUCKETS_PER_PERCENT = BigDecimal.valueOf(100);

  private Holdouts() {}

  /**
   * The customer's bucket, 0 to 9999: the first eight bytes, unsigned, of SHA-256 of {@code
   * salt:customer}.
   */
  static long bucket(Holdout holdout, String customerId) {
    long head = ByteBuffer.wrap(Ids.sha256(holdout.salt() + ":" + customerId)).getLong();
    return Long.remainderUnsigned(head, BUCKETS);
  }

  /** Whether a customer is held out. */
  public static boolean holdsOut(Holdout holdout, String customerId) {
    return holdsOut(holdout, bucket(holdout, customerId));
  }

  /** Whether a bucket is held out; decimal arithmetic, because 0.29 × 100 is not 29 in binary. */
  static boolean holdsOut(Holdout holdout, long bucket) {
    return BigDecimal.valueOf(holdout.percent())
            .multiply(BUCKETS_PER_PERCENT)
            .compareTo(BigDecimal.valueOf(bucket))
        > 0;
  }
}
