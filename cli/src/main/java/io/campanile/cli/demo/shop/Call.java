package io.campanile.cli.demo.shop;

import java.util.Map;

/**
 * One call of the Segment specification, before it is sent.
 *
 * @param timeMillis when it happened, epoch milliseconds
 * @param shopper who did it
 * @param feed where it will come in
 * @param fields the JSON object, in the order in which it is written
 */
record Call(long timeMillis, Shopper shopper, Feed feed, Map<String, Object> fields) {}
