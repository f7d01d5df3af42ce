package io.campanile.jobs.detect;

import io.campanile.jobs.detect.CampaignIndex.Interest;
import io.campanile.jobs.detect.CampaignIndex.NumberedFilter;
import io.campanile.model.Event;
import io.campanile.patterns.Expression;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The campaigns that events of one name concern. Where all of a campaign's conditions on such
 * events require a text of the same property, it is found under these texts, and costs nothing for
 * events that say something else.
 */
final class EventInterests {

  private final List<Interest> always = new ArrayList<>();

  /** By property, then by the text that it must have. */
  private final Map<String, Map<String, List<Interest>>> byProperty = new LinkedHashMap<>();

  void add(Interest interest) {
    List<NumberedFilter> filters = new ArrayList<>(interest.steps());
    filters.addAll(interest.guards());
    filters.addAll(interest.cancels());
    Optional<String> property = commonProperty(filters);
    if (property.isEmpty()) {
      always.add(interest);
      return;
    }
    Map<String, List<Interest>> byText =
        byProperty.computeIfAbsent(property.get(), name -> new HashMap<>());
    Set<String> texts = new LinkedHashSet<>();
    for (NumberedFilter filter : filters) {
      texts.add(required(filter).getOrDefault(property.get(), ""));
    }
    for (String text : texts) {
      byText.computeIfAbsent(text, name -> new ArrayList<>()).add(interest);
    }
  }

  /** A property of which every filter requires a text. */
  private static Optional<String> commonProperty(List<NumberedFilter> filters) {
    return required(filters.get(0)).keySet().stream()
        .filter(name -> filters.stream().allMatch(filter -> required(filter).containsKey(name)))
        .sorted()
        .findFirst();
  }

  private static Map<String, String> required(NumberedFilter filter) {
    Expression where = filter.filter().where();
    return where == null ? Map.of() : where.requiredEventTexts();
  }

  /** The campaigns that this event may concern. */
  List<Interest> of(Event event) {
    List<Interest> found = always;
    for (Map.Entry<String, Map<String, List<Interest>>> entry : byProperty.entrySet()) {
      if (event.properties().get(entry.getKey()) instanceof String text) {
        List<Interest> more = entry.getValue().get(text);
        if (more != null) {
          found = found == always ? new ArrayList<>(always) : found;
          found.addAll(more);
        }
      }
    }
    return found;
  }
}
