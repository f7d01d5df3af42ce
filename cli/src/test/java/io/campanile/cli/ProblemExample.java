package io.campanile.cli;

import io.campanile.connectors.file.EventFile;
import io.campanile.connectors.json.Ingested;
import io.campanile.jobs.live.LiveConfigReader;
import io.campanile.jobs.live.Secrets;
import io.campanile.patterns.PatternFiles;
import io.campanile.patterns.PatternReader;
import io.campanile.patterns.Problem;
import io.campanile.patterns.lint.SeenEvents;
import io.campanile.patterns.yaml.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What produces a problem, and how it is mended: one section of {@code problem-examples.txt}.
 *
 * @param code the problem's
 * @param broken the file that has it
 * @param mended the same without it
 * @param beside other files that belong to the example
 * @param events a sample of events, or empty
 */
record ProblemExample(String code, Part broken, Part mended, List<Part> beside, String events) {

  /** A file of an example, as it is shown. */
  record Part(String path, String text, boolean raw) {

    /** Campaigns are shown in part; the rest is filled in behind. */
    String completed() {
      boolean campaign = path.startsWith("campaigns/") && !path.contains(".test.") && !raw;
      String bell = text.replace('␇', '\u0007');
      if (!campaign) {
        return bell;
      }
      String name = path.replaceAll("campaigns/(.*)\\.ya?ml", "$1");
      StringBuilder whole = new StringBuilder(bell);
      add(whole, "campaign: " + name);
      add(whole, "trigger: {steps: [{event: Product Added, as: added}]}");
      add(whole, "actions: [{channel: email, template: sample}]");
      return whole.toString();
    }

    private static void add(StringBuilder text, String line) {
      String key = line.substring(0, line.indexOf(':') + 1);
      if (!("\n" + text).contains("\n" + key)) {
        text.append(line).append('\n');
      }
    }
  }

  /** All examples, by the code of the problem. */
  static Map<String, ProblemExample> all() {
    Map<String, ProblemExample> all = new TreeMap<>();
    for (String section : ("\n" + resource()).split("\n=== ", -1)) {
      if (!section.isBlank()) {
        ProblemExample example = parse(section);
        all.put(example.code, example);
      }
    }
    return all;
  }

  private static ProblemExample parse(String section) {
    String[] blocks = section.split("\n--- (?=broken|mended|beside|events)", -1);
    Map<String, Part> parts = new HashMap<>();
    List<Part> beside = new ArrayList<>();
    String events = "";
    for (int i = 1; i < blocks.length; i++) {
      String[] lines = blocks[i].split("\n", 2);
      String[] words = lines[0].strip().split(" ", -1);
      String text = lines.length > 1 && !lines[1].isEmpty() ? lines[1].stripTrailing() + "\n" : "";
      if (words[0].equals("events")) {
        events = text;
        continue;
      }
      Part part = new Part(words[1], text, words.length > 2);
      if (words[0].equals("beside")) {
        beside.add(part);
      } else {
        parts.put(words[0], part);
      }
    }
    return new ProblemExample(
        blocks[0].strip(),
        Objects.requireNonNull(parts.get("broken")),
        Objects.requireNonNull(parts.get("mended")),
        beside,
        events);
  }

  /** What is said of the broken file. */
  List<Problem> problems() throws IOException {
    return problems(broken);
  }

  /** What is said of the mended file. */
  List<Problem> problemsWhenMended() throws IOException {
    return problems(mended);
  }

  /** Which text problems are shown with. */
  Map<String, String> shown() {
    Map<String, String> shown = new HashMap<>();
    beside.forEach(part -> shown.put(part.path, part.completed()));
    shown.put(broken.path.equals("config") ? "campanile.yaml" : broken.path, broken.completed());
    return shown;
  }

  private List<Problem> problems(Part part) throws IOException {
    if (part.path.equals("config")) {
      Problems problems = new Problems();
      new LiveConfigReader(problems, new Secrets(Map.of())).read("campanile.yaml", part.text);
      return problems.errors();
    }
    TreeMap<String, String> texts = new TreeMap<>();
    for (Part other : beside) {
      texts.put(other.path, other.completed());
    }
    texts.put(part.path, part.completed());
    return ProblemReport.all(PatternReader.check(new PatternFiles(texts), seen()));
  }

  private Optional<SeenEvents> seen() throws IOException {
    if (events.isEmpty()) {
      return Optional.empty();
    }
    Path file = Files.createTempFile("events", ".jsonl");
    Files.writeString(file, events);
    Map<String, Set<String>> properties = new HashMap<>();
    EventFile.read(
        file,
        ingested -> {
          if (ingested instanceof Ingested.Good good) {
            properties.put(good.event().name(), new HashSet<>(good.event().properties().keySet()));
          }
        });
    Files.delete(file);
    return Optional.of(new SeenEvents(properties, Set.of()));
  }

  private static String resource() {
    try (InputStream in = ProblemExample.class.getResourceAsStream("/problem-examples.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
