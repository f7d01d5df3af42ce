package io.campanile.connectors.csv;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which column is which field of an event.
 *
 * @param format how rows are written
 * @param type {@code track} or {@code identify}
 * @param event the event's name; empty for identify
 * @param messageId what makes an event the same event; empty for a hash of the whole row
 * @param userId the customer, if a column says it
 * @param anonymousId the device, if a column says it
 * @param timestamp when it happened
 * @param body properties, or traits
 * @param offline whether the rows tell of what did not happen on the site or in the app
 */
public record CsvMapping(
    CsvFormat format,
    String type,
    Optional<CsvValue> event,
    Optional<CsvValue> messageId,
    Optional<CsvValue> userId,
    Optional<CsvValue> anonymousId,
    CsvValue timestamp,
    CsvValue.Fields body,
    boolean offline)
    implements Serializable {

  /** All columns that are named, in the order of the mapping. */
  public List<String> columns() {
    return Stream.of(
            event.stream(),
            messageId.stream(),
            userId.stream(),
            anonymousId.stream(),
            Stream.of(timestamp),
            Stream.<CsvValue>of(body))
        .flatMap(values -> values)
        .flatMap(value -> value.columns().stream())
        .distinct()
        .toList();
  }
}
