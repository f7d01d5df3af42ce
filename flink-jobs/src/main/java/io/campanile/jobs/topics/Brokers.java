package io.campanile.jobs.topics;

import io.campanile.jobs.live.LiveConfig;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;

/** The brokers of a configuration, asked with its settings for security. */
final class Brokers implements AutoCloseable {

  /** Long enough for a broker that is just coming up; short enough for somebody who waits. */
  private static final int PATIENCE_MILLIS = 15_000;

  /** The brokers did not answer, or refused to. */
  static final class NoAnswerException extends Exception {
    private static final long serialVersionUID = 1L;

    NoAnswerException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** A question to the brokers. */
  interface Question<T> {
    KafkaFuture<T> ask(Admin admin);
  }

  private final String servers;
  private final Admin admin;

  private Brokers(String servers, Admin admin) {
    this.servers = servers;
    this.admin = admin;
  }

  static Brokers of(LiveConfig.Kafka kafka) throws NoAnswerException {
    Map<String, Object> settings = new HashMap<>(kafka.properties());
    settings.put("bootstrap.servers", kafka.bootstrapServers());
    settings.put("request.timeout.ms", PATIENCE_MILLIS);
    settings.put("default.api.timeout.ms", PATIENCE_MILLIS);
    try {
      return new Brokers(kafka.bootstrapServers(), Admin.create(settings));
    } catch (KafkaException e) {
      throw new NoAnswerException(
          "Kafka's client cannot be set up for `" + kafka.bootstrapServers() + "`: " + cause(e), e);
    }
  }

  /** The answer. */
  <T> T answer(Question<T> question) throws NoAnswerException {
    try {
      return question.ask(admin).get();
    } catch (ExecutionException e) {
      throw new NoAnswerException(failure(e.getCause() == null ? e : e.getCause()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NoAnswerException("Interrupted while waiting for `" + servers + "`.", e);
    }
  }

  private String failure(Throwable failure) {
    String brokers = "The brokers at `" + servers + "` ";
    if (failure instanceof AuthenticationException) {
      return brokers
          + "do not accept who we say we are ("
          + failure.getMessage()
          + "): look at `sasl.…` and `ssl.…` under `kafka.properties`.";
    }
    if (failure instanceof AuthorizationException) {
      return brokers + "do not allow it: " + failure.getMessage();
    }
    return brokers + "do not answer: " + failure.getMessage();
  }

  /** The innermost message: Kafka wraps what is wrong with a setting in what it was doing. */
  private static String cause(Throwable failure) {
    Throwable inner = failure;
    while (inner.getCause() != null) {
      inner = inner.getCause();
    }
    return String.valueOf(inner.getMessage());
  }

  @Override
  public void close() {
    admin.close();
  }
}
