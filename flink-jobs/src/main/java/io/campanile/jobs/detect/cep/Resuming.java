package io.campanile.jobs.detect.cep;

import io.campanile.jobs.detect.cep.NfaHost.Session;
import io.campanile.model.Event;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.flink.cep.nfa.ComputationState;

/**
 * Leads a new NFA to given chains: it is shown their events once more, each only for the stages
 * that it had taken, and what it makes of them beyond the chains is dropped. So the state is one
 * that flink-cep itself has built, and never that of another NFA.
 */
final class Resuming {

  private final CompiledPattern pattern;
  private final NfaHost host;
  private final RunState state;
  private final List<List<Event>> chains;

  /** Each event of the chains, in their order, with the stages that have taken it. */
  private final TreeMap<Event, BitSet> places = new TreeMap<>(Event.ORDER);

  private final Set<List<Taken>> prefixes = new HashSet<>();

  /** An event, as short as it can be told from the others of a run. */
  private record Taken(String messageId, long timeMillis) {
    static List<Taken> of(List<Event> chain) {
      return chain.stream().map(e -> new Taken(e.messageId(), e.timeMillis())).toList();
    }
  }

  /**
   * A run about to resume.
   *
   * @param state that of a run with nothing under way
   */
  Resuming(CompiledPattern pattern, NfaHost host, RunState state, List<List<Event>> chains) {
    this.pattern = pattern;
    this.host = host;
    this.state = state;
    this.chains = chains;
  }

  void run() {
    for (List<Event> chain : chains) {
      List<Taken> taken = Taken.of(chain);
      for (int stage = 0; stage < chain.size(); stage++) {
        places.computeIfAbsent(chain.get(stage), event -> new BitSet()).set(stage);
        prefixes.add(taken.subList(0, stage + 1));
      }
    }
    places.forEach(
        (event, stages) -> {
          try (Session session = host.enter(pattern, state)) {
            session.process(Candidate.placed(event, stages));
          }
          // Only when it is left does the session let go of what it has read.
          keepIf(prefixes::contains);
        });
    Set<List<Taken>> whole = new HashSet<>();
    chains.forEach(chain -> whole.add(Taken.of(chain)));
    keepIf(whole::contains);
  }

  private void keepIf(Predicate<List<Taken>> wanted) {
    try (Session session = host.enter(pattern, state)) {
      session.dropIf(partial -> !wanted.test(taken(session, partial)));
    }
  }

  private List<Taken> taken(Session session, ComputationState partial) {
    return Taken.of(
        session.chain(partial).stream().map(id -> RunFormat.eventOf(state, id)).toList());
  }
}
