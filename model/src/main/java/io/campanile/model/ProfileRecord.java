package io.campanile.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a customer at one moment.
 *
 * @param schemaVersion version of this record's format
 * @param customerId whose profile it is
 * @param at event time of the moment
 * @param firstSeen time of the customer's first event
 * @param lastSeen time of the customer's latest event; less than an hour behind: that there was
 *     another one within the same hour of UTC is not worth a record
 * @param traits what was said of the customer, and the computed traits that have a value, by name
 * @param segments the segments that the customer is in, by name
 * @param consent what was said about consent, by channel
 * @param consentDetails by channel, on which {@code basis} (where one was said) and {@code at}
 *     which time
 * @param contactPoints by channel, its {@code address} (where addresses are not left out of
 *     records), whether it is {@code usable}, and if not, the {@code reason} and {@code since} when
 * @param release the release of patterns that computed it
 */
public record ProfileRecord(
    int schemaVersion,
    String customerId,
    Instant at,
    Instant firstSeen,
    Instant lastSeen,
    Map<String, @Nullable Object> traits,
    List<String> segments,
    Map<String, @Nullable Object> consent,
    Map<String, @Nullable Object> consentDetails,
    Map<String, @Nullable Object> contactPoints,
    String release) {

  /** The version that this code writes. */
  public static final int SCHEMA_VERSION = 1;
}
