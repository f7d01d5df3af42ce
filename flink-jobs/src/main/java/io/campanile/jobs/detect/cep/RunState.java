package io.campanile.jobs.detect.cep;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.cep.nfa.NFAState;
import org.apache.flink.cep.nfa.sharedbuffer.EventId;
import org.apache.flink.cep.nfa.sharedbuffer.Lockable;
import org.apache.flink.cep.nfa.sharedbuffer.NodeId;
import org.apache.flink.cep.nfa.sharedbuffer.SharedBufferNode;

/**
 * All that flink-cep keeps for one run.
 *
 * @param nfa the partial matches: the start, and at most one for each slot
 * @param events the events that they hold, and by how many nodes each is held
 * @param nodes the events as links of chains, and by how much each link is held
 * @param counts how many events of the current moment were registered: the next one's number
 */
record RunState(
    NFAState nfa,
    Map<EventId, Lockable<Candidate>> events,
    Map<NodeId, Lockable<SharedBufferNode>> nodes,
    Map<Long, Integer> counts) {

  /** With nothing in the buffer. */
  static RunState of(NFAState nfa) {
    return new RunState(nfa, new HashMap<>(), new HashMap<>(), new HashMap<>());
  }
}
