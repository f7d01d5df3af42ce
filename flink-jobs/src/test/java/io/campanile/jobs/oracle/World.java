package io.campanile.jobs.oracle;

import io.campanile.model.Event;
import io.campanile.patterns.Campaign;
import io.campanile.patterns.Patterns;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Patterns, and the life of one customer under them.
 *
 * @param events in their order; some have the id of an earlier one
 * @param until when time ends
 */
record World(Patterns patterns, String customerId, List<Event> events, long until) {

  Campaign campaign(String name) {
    return patterns.campaigns().stream()
        .filter(campaign -> campaign.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public String toString() {
    return YamlText.of(patterns)
        + events.stream()
            .map(
                e ->
                    Instant.ofEpochMilli(e.timeMillis())
                        + " "
                        + e.messageId()
                        + " "
                        + e.type()
                        + " "
                        + e.name()
                        + " "
                        + e.properties())
            .collect(Collectors.joining("\n", "\ncustomer " + customerId + "\n", "\n"))
        + "until "
        + (until == Long.MAX_VALUE ? "the end" : Instant.ofEpochMilli(until));
  }
}
