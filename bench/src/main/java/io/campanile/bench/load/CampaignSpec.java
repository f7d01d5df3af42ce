package io.campanile.bench.load;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A campaign, before it is written in the language of who is measured.
 *
 * @param number counted from 0
 * @param events the event names of its steps, in order; for an absence, the last is what must not
 *     come
 * @param condition what the first event satisfies
 * @param last what the last event satisfies, or null for anything
 * @param span the whole sequence comes within it; for an absence, how long is waited
 */
public record CampaignSpec(
    int number,
    Kind kind,
    List<String> events,
    Condition condition,
    @Nullable Condition last,
    Duration span)
    implements Serializable {

  /** The kinds of campaigns. */
  public enum Kind {
    /** One event. */
    SINGLE,
    /** One event, then another. */
    PAIR,
    /** One event, then a second, then a third. */
    TRIPLE,
    /** One event, and then not another. */
    ABSENCE
  }

  /** The name; what is before its hyphen is the kind. */
  public String name() {
    return String.format(Locale.ROOT, "%s-%04d", kind.name().toLowerCase(Locale.ROOT), number);
  }

  /** The kind of the campaign with this name. */
  public static Kind kindOf(String name) {
    return Kind.valueOf(name.substring(0, name.indexOf('-')).toUpperCase(Locale.ROOT));
  }

  /** The campaign's file. */
  String yaml() {
    StringBuilder yaml = new StringBuilder();
    yaml.append("campaign: ").append(name()).append('\n');
    yaml.append("trigger:\n");
    if (kind == Kind.PAIR || kind == Kind.TRIPLE) {
      yaml.append("  within: ").append(span.toMinutes()).append("m\n");
    }
    yaml.append("  steps:\n");
    yaml.append("    - event: ").append(events.get(0)).append('\n');
    yaml.append("      as: first\n");
    yaml.append("      where: '").append(condition.cel()).append("'\n");
    for (String event : events.subList(1, events.size())) {
      if (kind == Kind.ABSENCE) {
        yaml.append("    - without: ").append(event).append('\n');
        yaml.append("      for: ").append(span.toMinutes()).append("m\n");
      } else {
        yaml.append("    - event: ").append(event).append('\n');
      }
    }
    if (last != null) {
      yaml.append("      where: '").append(last.cel()).append("'\n");
    }
    yaml.append("actions:\n");
    yaml.append("  - channel: ads\n");
    yaml.append("    template: ").append(name()).append('\n');
    yaml.append("    variables: {product: first.product_id}\n");
    return yaml.toString();
  }
}
