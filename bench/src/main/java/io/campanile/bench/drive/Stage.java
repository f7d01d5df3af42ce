package io.campanile.bench.drive;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a job on the cluster of this JVM shares with who started it: Flink copies functions, so that
 * these carry the name of their stage only.
 */
final class Stage {

  private static final Map<String, Stage> STAGES = new ConcurrentHashMap<>();
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String name = "stage-" + COUNT.incrementAndGet();
  private final Script script;
  private final Matches matches;
  private final CompletableFuture<Void> played = new CompletableFuture<>();

  private Stage(Script script, Matches matches) {
    this.script = script;
    this.matches = matches;
  }

  static Stage open(Script script, Matches matches) {
    Stage stage = new Stage(script, matches);
    STAGES.put(stage.name, stage);
    return stage;
  }

  static Stage named(String name) {
    Stage stage = STAGES.get(name);
    if (stage == null) {
      throw new IllegalStateException("No stage " + name + " is open in this JVM");
    }
    return stage;
  }

  String name() {
    return name;
  }

  Matches matches() {
    return matches;
  }

  /** Completes when the script has ended, in whatever way. */
  CompletableFuture<Void> played() {
    return played;
  }

  void play(Feed feed) throws Exception {
    try {
      script.run(feed);
      played.complete(null);
    } catch (Exception | Error e) {
      played.completeExceptionally(e);
      throw e;
    }
  }

  void close() {
    STAGES.remove(name);
  }
}
