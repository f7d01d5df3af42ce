package io.campanile.jobs.detect.cep;

import io.campanile.jobs.detect.EventPool;
import io.campanile.jobs.detect.Hits;
import io.campanile.jobs.detect.TriggerPlan;
import io.campanile.jobs.detect.cep.NfaHost.Session;
import io.campanile.model.Event;
import io.campanile.model.ValueCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.cep.nfa.ComputationState;
import org.apache.flink.cep.nfa.DeweyNumber;
import org.apache.flink.cep.nfa.NFAState;
import org.apache.flink.cep.nfa.sharedbuffer.EventId;
import org.apache.flink.cep.nfa.sharedbuffer.Lockable;
import org.apache.flink.cep.nfa.sharedbuffer.NodeId;
import org.apache.flink.cep.nfa.sharedbuffer.SharedBufferEdge;
import org.apache.flink.cep.nfa.sharedbuffer.SharedBufferNode;
import org.jspecify.annotations.Nullable;

/**
 * A run's state in binary, in a form of our own: flink-cep's serializers are its internals too.
 *
 * <p>With one partial match a slot, every node of the shared buffer has one edge, to the event
 * taken before; the version of that edge is a prefix of the version of each partial match that goes
 * through it; and who holds a node or an event is known from the chains. So the chains, with one
 * digit of a version for each link, are all there is to write:
 *
 * <pre>
 *   format version, version of the start,
 *   number of events registered in the current moment, and that moment when there are any,
 *   number of links; each: event, its number in its moment, link before (0 = none), digit
 *   for each slot: link (0 = empty), digit
 * </pre>
 */
final class RunFormat {

  /** The version that this code writes. */
  static final int VERSION = 1;

  private RunFormat() {}

  /** The event with this id, which the run holds. */
  static Event eventOf(RunState state, EventId id) {
    Lockable<Candidate> held = state.events().get(id);
    if (held == null) {
      throw new IllegalStateException("A chain holds " + id + ", which the buffer has lost");
    }
    return held.getElement().event();
  }

  /** A link of a chain: the number of the link before, and the last digit of its edge's version. */
  private record Link(EventId event, int previous, int digit) {}

  /** Writes one run. */
  static final class Writing {
    private final CompiledPattern pattern;
    private final RunState state;
    private final Session session;
    private final @Nullable ComputationState[] slots;
    private final Map<NodeId, Integer> numbers = new LinkedHashMap<>();
    private final List<Link> links = new ArrayList<>();

    Writing(CompiledPattern pattern, RunState state, Session session, int slots) {
      this.pattern = pattern;
      this.state = state;
      this.session = session;
      this.slots = new ComputationState[slots];
    }

    void write(DataOutput out, EventPool.Writer pool) throws IOException {
      out.writeByte(VERSION);
      for (ComputationState partial : state.nfa().getPartialMatches()) {
        int slot = pattern.slotOf(partial.getCurrentStateName());
        if (slot < 0) {
          ValueCodec.writeUnsigned(out, partial.getVersion().getRun());
        } else {
          slots[slot] = partial;
        }
      }
      writeCount(out);
      for (ComputationState partial : slots) {
        if (partial != null) {
          addLinks(partial);
        }
      }
      ValueCodec.writeUnsigned(out, links.size());
      for (Link link : links) {
        ValueCodec.writeUnsigned(out, pool.numberOf(eventOf(state, link.event)));
        ValueCodec.writeUnsigned(out, link.event.getId());
        ValueCodec.writeUnsigned(out, link.previous);
        ValueCodec.writeUnsigned(out, link.digit);
      }
      for (ComputationState partial : slots) {
        ValueCodec.writeUnsigned(out, partial == null ? 0 : numberOfLast(partial));
        if (partial != null) {
          int[] digits = digitsOf(partial.getVersion());
          ValueCodec.writeUnsigned(out, digits[digits.length - 1]);
        }
      }
    }

    private void writeCount(DataOutput out) throws IOException {
      if (state.counts().size() > 1) {
        throw new IllegalStateException("Events of one moment are counted, not " + state.counts());
      }
      ValueCodec.writeUnsigned(
          out, state.counts().values().stream().mapToInt(Integer::intValue).sum());
      for (Long momentMillis : state.counts().keySet()) {
        ValueCodec.writeSigned(out, momentMillis);
      }
    }

    private void addLinks(ComputationState partial) {
      List<EventId> chain = session.chain(partial);
      int[] digits = digitsOf(partial.getVersion());
      int previous = 0;
      for (int stage = 0; stage < chain.size(); stage++) {
        NodeId node = new NodeId(chain.get(stage), pattern.stageName(stage));
        Integer known = numbers.get(node);
        if (known == null) {
          links.add(new Link(chain.get(stage), previous, digits[stage]));
          known = links.size();
          numbers.put(node, known);
        }
        previous = known;
      }
    }

    private int numberOfLast(ComputationState partial) {
      return numbers.getOrDefault(partial.getPreviousBufferEntry(), 0);
    }
  }

  /** flink-cep shows the digits of a version as text only. */
  private static int[] digitsOf(DeweyNumber version) {
    String[] texts = version.toString().split("\\.", -1);
    int[] digits = new int[texts.length];
    for (int i = 0; i < digits.length; i++) {
      digits[i] = Integer.parseInt(texts[i]);
    }
    return digits;
  }

  /** Reads what {@link Writing#write} wrote. */
  static RunState read(
      DataInput in, EventPool.Reader pool, TriggerPlan plan, CompiledPattern pattern)
      throws IOException {
    int version = in.readUnsignedByte();
    if (version != VERSION) {
      throw new IOException(
          "Unknown format " + version + " of a run of engine cep: written by a newer version");
    }
    Reading reading = new Reading(pattern);
    DeweyNumber start = new DeweyNumber(ValueCodec.readSize(in));
    int count = ValueCodec.readSize(in);
    long momentMillis = count == 0 ? 0 : ValueCodec.readSigned(in);
    int size = ValueCodec.readSize(in);
    for (int i = 0; i < size; i++) {
      Event event = pool.event(ValueCodec.readSize(in));
      EventId id = new EventId(ValueCodec.readSize(in), event.timeMillis());
      reading.add(event, new Link(id, ValueCodec.readSize(in), ValueCodec.readSize(in)));
    }
    List<ComputationState> partials = new ArrayList<>();
    partials.add(ComputationState.createStartState(pattern.stageName(0), start));
    for (int slot = 0; slot < plan.stages().size(); slot++) {
      int last = ValueCodec.readSize(in);
      if (last > 0) {
        partials.add(reading.partial(slot, last, ValueCodec.readSize(in)));
      }
    }
    RunState state = reading.state(new NFAState(partials));
    if (count > 0) {
      state.counts().put(momentMillis, count);
    }
    return state;
  }

  /** Puts the shared buffer together again. */
  private static final class Reading {
    private final CompiledPattern pattern;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<EventId, Lockable<Candidate>> events = new LinkedHashMap<>();

    /**
     * A node with its one edge.
     *
     * @param edge the version of its edge
     * @param holders how many partial matches and later nodes point to it
     */
    private record Node(
        NodeId id,
        @Nullable Node previous,
        EventId first,
        int stage,
        DeweyNumber edge,
        Count holders) {}

    private static final class Count {
      private int value;
    }

    Reading(CompiledPattern pattern) {
      this.pattern = pattern;
    }

    void add(Event event, Link link) {
      Node previous = link.previous == 0 ? null : hold(link.previous);
      int stage = previous == null ? 0 : previous.stage + 1;
      nodes.add(
          new Node(
              new NodeId(link.event, pattern.stageName(stage)),
              previous,
              previous == null ? link.event : previous.first,
              stage,
              previous == null ? new DeweyNumber(link.digit) : append(previous.edge, link.digit),
              new Count()));
      events
          .computeIfAbsent(link.event, id -> new Lockable<>(new Candidate(event, Hits.NONE), 0))
          .lock();
    }

    private Node hold(int number) {
      Node node = nodes.get(number - 1);
      node.holders.value++;
      return node;
    }

    private static DeweyNumber append(DeweyNumber version, int digit) {
      return version.addStage().increase(digit);
    }

    ComputationState partial(int slot, int last, int digit) {
      Node node = hold(last);
      return ComputationState.createState(
          pattern.stateName(slot),
          node.id,
          append(node.edge, digit),
          node.first.getTimestamp(),
          node.id.getEventId().getTimestamp(),
          node.first);
    }

    RunState state(NFAState nfa) {
      RunState state = RunState.of(nfa);
      state.events().putAll(events);
      for (Node node : nodes) {
        SharedBufferNode stored = new SharedBufferNode();
        NodeId target = node.previous == null ? null : node.previous.id;
        stored
            .getEdges()
            .add(new Lockable<>(new SharedBufferEdge(target, node.edge), node.holders.value));
        state.nodes().put(node.id, new Lockable<>(stored, node.holders.value));
      }
      return state;
    }
  }
}
