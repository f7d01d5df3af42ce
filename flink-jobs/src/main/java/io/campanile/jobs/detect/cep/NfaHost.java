package io.campanile.jobs.detect.cep;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.flink.cep.nfa.ComputationState;
import org.apache.flink.cep.nfa.NFA;
import org.apache.flink.cep.nfa.sharedbuffer.EventId;
import org.apache.flink.cep.nfa.sharedbuffer.SharedBuffer;
import org.apache.flink.cep.nfa.sharedbuffer.SharedBufferAccessor;
import org.apache.flink.cep.time.TimerService;

/** Runs NFAs one after another over one shared buffer. */
final class NfaHost {

  private static final TimerService NO_PROCESSING_TIME =
      () -> {
        throw new IllegalStateException("No condition may ask for processing time");
      };

  private final RunStore store = new RunStore();
  private final SharedBuffer<Candidate> buffer;

  NfaHost() {
    // The serializer would be part of the state's description only: nothing here is serialized.
    buffer = new SharedBuffer<>(store, null);
    // The buffer starts a thread that logs statistics of its caches, and no daemon at that: one
    // a subtask that would outlive the job.
    buffer.releaseCacheStatisticsTimer();
  }

  /** Makes this run the current one, until the session is closed. One at a time. */
  Session enter(CompiledPattern pattern, RunState run) {
    store.enter(run);
    return new Session(pattern, run);
  }

  /** The time during which a run is the current one. */
  final class Session implements AutoCloseable {

    private final CompiledPattern pattern;
    private final NFA<Candidate> nfa;
    private final RunState run;
    private final SharedBufferAccessor<Candidate> accessor = buffer.getAccessor();

    private Session(CompiledPattern pattern, RunState run) {
      this.pattern = pattern;
      this.nfa = pattern.nfa();
      this.run = run;
    }

    /** Takes an event; the matches that it completes, by the names of the stages. */
    Collection<Map<String, List<Candidate>>> process(Candidate candidate) {
      long timeMillis = candidate.event().timeMillis();
      return attempt(
          () -> {
            // Without it the buffer would count the events of every moment for ever.
            accessor.advanceTime(timeMillis);
            return nfa.process(
                accessor,
                run.nfa(),
                candidate,
                timeMillis,
                CompiledPattern.SKIP,
                NO_PROCESSING_TIME);
          });
    }

    /** Lets the time come; the matches that it completes. */
    Collection<Map<String, List<Candidate>>> advanceTo(long timeMillis) {
      return attempt(() -> nfa.advanceTime(accessor, run.nfa(), timeMillis, CompiledPattern.SKIP))
          .f0;
    }

    /** Drops partial matches, and what only they hold. The start is never asked about. */
    void dropIf(Predicate<ComputationState> condition) {
      List<ComputationState> dropped = new ArrayList<>();
      for (ComputationState partial : run.nfa().getPartialMatches()) {
        if (partial.getStartEventID() != null && condition.test(partial)) {
          dropped.add(partial);
        }
      }
      for (ComputationState partial : dropped) {
        run.nfa().getPartialMatches().remove(partial);
        release(partial);
      }
    }

    private void release(ComputationState partial) {
      attempt(
          () -> {
            accessor.releaseNode(partial.getPreviousBufferEntry(), partial.getVersion());
            return partial;
          });
    }

    /** The events of a partial match, one for each stage up to its slot. */
    List<EventId> chain(ComputationState partial) {
      List<Map<String, List<EventId>>> paths =
          accessor.extractPatterns(partial.getPreviousBufferEntry(), partial.getVersion());
      if (paths.size() != 1) {
        throw new IllegalStateException(
            "A partial match is one chain of events, found " + paths + " for " + partial);
      }
      return pattern.inOrder(paths.get(0), pattern.slotOf(partial.getCurrentStateName()));
    }

    /** Writes the buffer's caches to the run, and leaves it. */
    @Override
    public void close() {
      attempt(
          () -> {
            accessor.close();
            return run;
          });
      store.leave();
    }
  }

  @FunctionalInterface
  private interface Attempt<T> {
    T run() throws Exception;
  }

  /** flink-cep's methods throw Exception because its state may be remote; these maps are not. */
  private static <T> T attempt(Attempt<T> attempt) {
    try {
      return attempt.run();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("flink-cep's NFA failed", e);
    }
  }
}
