package io.campanile.connectors.kafka;

import java.time.Duration;

/** What a consumer of the records may rely on, when the job fails and goes on. */
public sealed interface Delivery {

  /**
   * Each record once, for consumers that read only what is committed; it is visible with the next
   * checkpoint.
   *
   * @param transactionalIdPrefix must differ from that of every other job on the same brokers
   * @param transactionTimeout longer than a checkpoint and the longest outage that loses nothing;
   *     not longer than the brokers' {@code transaction.max.timeout.ms}, which is 15 minutes unless
   *     changed
   */
  record ExactlyOnce(String transactionalIdPrefix, Duration transactionTimeout)
      implements Delivery {

    /** Checks that nothing is empty. */
    public ExactlyOnce {
      KafkaSettings.requireText("transactionalIdPrefix", transactionalIdPrefix);
      KafkaSettings.requirePositive("transactionTimeout", transactionTimeout);
    }
  }

  /** Each record at once, and after a failure some of them again, with the same ids. */
  record AtLeastOnce() implements Delivery {}
}
