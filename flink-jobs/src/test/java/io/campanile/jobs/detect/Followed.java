package io.campanile.jobs.detect;

import io.campanile.jobs.detect.Scenario.Happening;
import io.campanile.jobs.detect.Scenario.Late;
import io.campanile.jobs.detect.Scenario.Pruned;
import io.campanile.jobs.detect.Scenario.Stored;
import io.campanile.jobs.detect.Scenario.Taken;
import io.campanile.model.Event;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What an engine says to a scenario.
 *
 * @param fired every match, with its time, and the deadline after every happening
 * @param kept what is left after each pruning: whether anything, until when, and from when
 */
public record Followed(List<String> fired, List<String> kept) {

  /** Follows the scenario as the host does: what is due fires before the next event is taken. */
  public static Followed by(Detector detector, Scenario scenario) {
    return by(detector, scenario, run -> {});
  }

  /** The same, looking at the run after every happening. */
  public static Followed by(Detector detector, Scenario scenario, Consumer<Run> look) {
    Followed followed = new Followed(new ArrayList<>(), new ArrayList<>());
    Run run = detector.begin(scenario.plan());
    for (Happening happening : scenario.happenings()) {
      run = followed.next(detector, scenario.plan(), run, happening);
      followed.fired.add("deadline " + run.deadlineMillis());
      look.accept(run);
    }
    followed.fireUntil(TriggerPlan.NEVER - 1, run);
    look.accept(run);
    return followed;
  }

  private Run next(Detector detector, TriggerPlan plan, Run run, Happening happening) {
    if (happening instanceof Taken taken) {
      fireUntil(taken.event().timeMillis(), run);
      run.take(taken.event(), taken.hits())
          .ifPresent(match -> fired.add(textOf(taken.event().timeMillis(), match.events())));
    } else if (happening instanceof Late late) {
      run.takeLate(late.event(), late.hits());
    } else if (happening instanceof Pruned pruned) {
      run.prune(pruned.nowMillis());
      kept.add(
          run.isEmpty() ? "nothing" : "from " + run.newestMillis() + " to " + run.expiryMillis());
      return run.isEmpty() ? detector.begin(plan) : run;
    } else if (happening instanceof Stored) {
      return stored(detector, plan, run);
    }
    return run;
  }

  /** Whether anything fired. */
  public boolean fires() {
    return fired.stream().anyMatch(said -> !said.startsWith("deadline"));
  }

  private void fireUntil(long nowMillis, Run run) {
    while (run.deadlineMillis() <= nowMillis) {
      long deadlineMillis = run.deadlineMillis();
      fired.add(textOf(deadlineMillis, run.fire().events()));
    }
  }

  static String textOf(long millis, List<Event> events) {
    return millis + ": " + events.stream().map(Event::messageId).toList();
  }

  /** The run, written and read. */
  public static Run stored(Detector detector, TriggerPlan plan, Run run) {
    try {
      EventPool.Writer pool = new EventPool.Writer();
      ByteArrayOutputStream runBytes = new ByteArrayOutputStream();
      run.write(new DataOutputStream(runBytes), pool);
      ByteArrayOutputStream poolBytes = new ByteArrayOutputStream();
      pool.write(new DataOutputStream(poolBytes));
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(runBytes.toByteArray()));
      Run read = detector.read(plan, in, EventPool.Reader.read(dataOf(poolBytes)));
      if (in.available() > 0) {
        throw new AssertionError(in.available() + " bytes of the run were not read");
      }
      return read;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DataInputStream dataOf(ByteArrayOutputStream bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
  }
}
