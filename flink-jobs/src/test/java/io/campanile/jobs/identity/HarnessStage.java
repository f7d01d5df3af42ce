package io.campanile.jobs.identity;

import io.campanile.connectors.output.OutputRecord;
import io.campanile.jobs.JobOptions;
import io.campanile.jobs.JobOptions.Engine;
import io.campanile.jobs.stories.Stage;
import io.campanile.model.Event;
import io.campanile.patterns.PatternFiles;
import java.util.List;

/** The operators in Flink's harness; events come in another order than theirs. */
public final class HarnessStage implements Stage {

  /** So many events come before the watermark follows. */
  private static final int AHEAD = 3;

  private final boolean restarts;

  /**
   * A stage.
   *
   * @param restarts whether the operators are stopped, and go on from their state, in the middle
   */
  public HarnessStage(boolean restarts) {
    this.restarts = restarts;
  }

  @SuppressWarnings("try") // Flink's harness may throw anything when it is closed.
  @Override
  public List<OutputRecord> play(PatternFiles patterns, List<Event> events, long endMillis)
      throws Exception {
    try (StreamedShop shop = new StreamedShop(JobOptions.forHistory(patterns, Engine.CEP))) {
      for (int from = 0; from < events.size(); from += AHEAD) {
        List<Event> next = events.subList(from, Math.min(events.size(), from + AHEAD));
        for (int i = next.size() - 1; i >= 0; i--) {
          shop.send(next.get(i));
        }
        if (restarts && from >= events.size() / 2 - AHEAD && from < events.size() / 2) {
          shop.restart();
        }
        shop.watermark(next.get(next.size() - 1).timeMillis() - 1);
      }
      shop.watermark(endMillis);
      return List.copyOf(shop.recordsWithProfiles());
    }
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
