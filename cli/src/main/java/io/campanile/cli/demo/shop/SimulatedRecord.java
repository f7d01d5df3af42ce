package io.campanile.cli.demo.shop;

/**
 * A record as a collector would hand it on.
 *
 * @param json the record's bytes; a few are broken on purpose, and not JSON at all
 * @param feed where it comes in
 * @param key the customer's or the visitor's id: the key of the message
 * @param sendAtMillis simulated time of arrival, epoch milliseconds; not the time of the event
 */
// Bytes, because some are no text; nobody compares these records.
@SuppressWarnings("ArrayRecordComponent")
public record SimulatedRecord(byte[] json, Feed feed, String key, long sendAtMillis) {}
