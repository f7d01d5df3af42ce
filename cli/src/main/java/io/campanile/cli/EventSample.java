package io.campanile.cli;

import io.campanile.connectors.file.EventFile;
import io.campanile.connectors.json.Ingested;
import io.campanile.model.Event;
import io.campanile.model.EventType;
import io.campanile.patterns.lint.SeenEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks through files of events for the names that they use. */
final class EventSample {

  /** Names beyond it are most likely made by a machine, and nobody writes a campaign for them. */
  private static final int MOST_NAMES = 10_000;

  private final Map<String, Set<String>> properties = new HashMap<>();
  private final Set<String> traits = new HashSet<>();

  private EventSample() {}

  /**
   * The names in all of the files.
   *
   * @throws CommandFailedException when a file is missing, or cannot be read
   */
  static SeenEvents of(List<Path> files) throws CommandFailedException {
    EventSample sample = new EventSample();
    for (Path file : files) {
      if (!Files.isRegularFile(file)) {
        throw new CommandFailedException(
            ExitCode.USAGE, "No such file of events: " + file.toAbsolutePath());
      }
      try {
        EventFile.read(file, sample::add);
      } catch (IOException e) {
        throw new CommandFailedException(
            ExitCode.ENVIRONMENT, "Cannot read the events of " + file + ": " + e.getMessage());
      }
    }
    return new SeenEvents(sample.properties, sample.traits);
  }

  private void add(Ingested ingested) {
    if (!(ingested instanceof Ingested.Good good)) {
      return;
    }
    Event event = good.event();
    if (event.type() == EventType.IDENTIFY) {
      add(traits, event.properties().keySet());
    } else if (!event.name().isEmpty()
        && (properties.size() < MOST_NAMES || properties.containsKey(event.name()))) {
      add(
          properties.computeIfAbsent(event.name(), name -> new HashSet<>()),
          event.properties().keySet());
    }
  }

  private static void add(Set<String> known, Set<String> names) {
    if (known.size() < MOST_NAMES) {
      known.addAll(names);
    }
  }
}
