package io.campanile.jobs.detect;

import io.campanile.model.ByteWriter;
import io.campanile.model.Event;
import io.campanile.model.ValueCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Every sequence under way of one customer: by campaign, then by {@code per} value, with the
 * deadlines of them all in one queue. Not thread-safe.
 */
public final class Sequences {

  /**
   * Sequences of one customer in one campaign; beyond it the one touched longest ago is given up.
   */
  public static final int MAX_RUNS_PER_CAMPAIGN = 1024;

  private final Map<String, Runs> byCampaign = new LinkedHashMap<>();
  private final PriorityQueue<Deadline> deadlines = new PriorityQueue<>(Deadline.ORDER);
  private boolean begun;

  /** The sequences of one campaign, the one touched longest ago first. */
  private record Runs(CompiledCampaign campaign, LinkedHashMap<String, Slot> byKey) {
    Runs(CompiledCampaign campaign) {
      this(campaign, new LinkedHashMap<>(4));
    }
  }

  /**
   * A run and the deadline under which it stands in the queue; {@link TriggerPlan#NEVER} where it
   * does not.
   */
  private static final class Slot {
    private final Run run;
    private long queuedMillis = TriggerPlan.NEVER;

    Slot(Run run) {
      this.run = run;
    }
  }

  private record Deadline(long millis, CompiledCampaign campaign, String key, Slot slot) {
    static final Comparator<Deadline> ORDER =
        Comparator.comparingLong(Deadline::millis)
            .thenComparingInt(deadline -> deadline.campaign.rank())
            .thenComparing(Deadline::key);
  }

  /** A sequence that is complete. */
  public record Completed(CompiledCampaign campaign, String key, Match match) {
    /** The order in which triggers fire at the same moment. */
    public static final Comparator<Completed> ORDER =
        Comparator.<Completed>comparingInt(completed -> completed.campaign.rank())
            .thenComparing(Completed::key);
  }

  /** The {@code per} values that a sequence of this campaign is under way for. */
  public List<String> keys(CompiledCampaign campaign) {
    Runs runs = byCampaign.get(campaign.name());
    return runs == null ? List.of() : List.copyOf(runs.byKey.keySet());
  }

  /**
   * Gives an event to one sequence, which it may begin.
   *
   * @param late whether the event came behind the watermark
   */
  public Optional<Completed> take(
      CompiledCampaign campaign,
      String key,
      Event event,
      Hits hits,
      boolean late,
      Detector detector) {
    Runs runs = byCampaign.get(campaign.name());
    Slot slot = runs == null ? null : runs.byKey.get(key);
    begun = false;
    if (runs == null || slot == null) {
      if (late || !hits.begins()) {
        return Optional.empty();
      }
      runs = byCampaign.computeIfAbsent(campaign.name(), name -> new Runs(campaign));
      slot = new Slot(detector.begin(campaign.plan()));
      runs.byKey.put(key, slot);
    }
    Optional<Match> match = Optional.empty();
    if (late) {
      slot.run.takeLate(event, hits);
    } else {
      slot.run.prune(event.timeMillis());
      begun = hits.begins() && slot.run.isEmpty();
      match = slot.run.take(event, hits);
    }
    touch(runs, key, slot);
    settle(campaign, key, slot);
    return match.map(complete -> new Completed(campaign, key, complete));
  }

  /** Whether the event given last began a sequence: nothing that it could go on with was there. */
  public boolean hasBegun() {
    return begun;
  }

  /**
   * Makes a run the one touched last. Only events touch: what a bound cuts off must not depend on
   * how often deadlines are asked for.
   */
  private static void touch(Runs runs, String key, Slot slot) {
    if (runs.byKey.size() > 1) {
      runs.byKey.remove(key);
      runs.byKey.put(key, slot);
    }
  }

  /**
   * After a run has changed: forgets it when nothing is under way, and sees that its deadline is in
   * the queue.
   */
  private void settle(CompiledCampaign campaign, String key, Slot slot) {
    if (slot.run.isEmpty()) {
      Runs runs = byCampaign.get(campaign.name());
      if (runs != null) {
        runs.byKey.remove(key);
        if (runs.byKey.isEmpty()) {
          byCampaign.remove(campaign.name());
        }
      }
      return;
    }
    long deadlineMillis = slot.run.deadlineMillis();
    // A deadline that has moved away is found when the old one comes up: one entry a run is enough.
    if (deadlineMillis < slot.queuedMillis) {
      slot.queuedMillis = deadlineMillis;
      deadlines.add(new Deadline(deadlineMillis, campaign, key, slot));
    }
  }

  /**
   * Gives up the sequences above the bound.
   *
   * @return how many
   */
  public int cutOff(CompiledCampaign campaign) {
    Runs runs = byCampaign.get(campaign.name());
    if (runs == null) {
      return 0;
    }
    int excess = runs.byKey.size() - MAX_RUNS_PER_CAMPAIGN;
    Iterator<String> oldestFirst = runs.byKey.keySet().iterator();
    for (int i = 0; i < excess; i++) {
      oldestFirst.next();
      oldestFirst.remove();
    }
    return Math.max(excess, 0);
  }

  /**
   * The earliest deadline, epoch milliseconds; {@link TriggerPlan#NEVER} where none is waited for.
   */
  public long nextMillis() {
    while (!deadlines.isEmpty() && !stands(deadlines.element())) {
      Deadline moved = deadlines.remove();
      moved.slot.queuedMillis = TriggerPlan.NEVER;
      if (isHeld(moved)) {
        settle(moved.campaign, moved.key, moved.slot);
      }
    }
    return deadlines.isEmpty() ? TriggerPlan.NEVER : deadlines.element().millis;
  }

  private boolean stands(Deadline deadline) {
    return isHeld(deadline) && deadline.slot.run.deadlineMillis() == deadline.millis;
  }

  /** Whether the run is still there, and not another one of the same key. */
  private boolean isHeld(Deadline deadline) {
    Runs runs = byCampaign.get(deadline.campaign.name());
    return runs != null
        && runs.byKey.get(deadline.key) == deadline.slot
        && !deadline.slot.run.isEmpty();
  }

  /**
   * Completes every sequence whose deadline is this moment, in the order in which triggers fire; or
   * was before it, where a release has shortened a wait.
   */
  public List<Completed> fire(long momentMillis) {
    List<Completed> completed = new ArrayList<>();
    while (nextMillis() <= momentMillis && !deadlines.isEmpty()) {
      Deadline due = deadlines.remove();
      due.slot.queuedMillis = TriggerPlan.NEVER;
      completed.add(new Completed(due.campaign, due.key, due.slot.run.fire()));
      settle(due.campaign, due.key, due.slot);
    }
    return completed;
  }

  /** Forgets what no event at this time or later can continue. */
  public void prune(long nowMillis) {
    Iterator<Runs> campaigns = byCampaign.values().iterator();
    while (campaigns.hasNext()) {
      Runs runs = campaigns.next();
      runs.byKey
          .values()
          .removeIf(
              slot -> {
                slot.run.prune(nowMillis);
                return slot.run.isEmpty();
              });
      if (runs.byKey.isEmpty()) {
        campaigns.remove();
      }
    }
  }

  /** What looks at each sequence. */
  @FunctionalInterface
  interface Visitor {
    void visit(CompiledCampaign campaign, String key, Run run);
  }

  /** Shows every sequence, those of one campaign together, the one touched longest ago first. */
  void forEach(Visitor visitor) {
    for (Runs runs : byCampaign.values()) {
      runs.byKey.forEach((key, slot) -> visitor.visit(runs.campaign, key, slot.run));
    }
  }

  /** Adds a sequence, as the one touched last. */
  void add(CompiledCampaign campaign, String key, Run run) {
    Slot slot = new Slot(run);
    byCampaign.computeIfAbsent(campaign.name(), name -> new Runs(campaign)).byKey.put(key, slot);
    settle(campaign, key, slot);
  }

  /** How many sequences are under way. */
  public int size() {
    return byCampaign.values().stream().mapToInt(runs -> runs.byKey.size()).sum();
  }

  /** Whether nothing is under way. */
  public boolean isEmpty() {
    return byCampaign.isEmpty();
  }

  /** Writes it; {@link #read} reads it. */
  public void write(DataOutput out, Detector detector) throws IOException {
    EventPool.Writer pool = new EventPool.Writer();
    List<byte[]> bodies = new ArrayList<>();
    for (Runs runs : byCampaign.values()) {
      bodies.add(body(runs, pool));
    }
    ValueCodec.writeText(out, detector.name());
    pool.write(out);
    ValueCodec.writeUnsigned(out, bodies.size());
    int i = 0;
    for (Runs runs : byCampaign.values()) {
      byte[] body = bodies.get(i++);
      ValueCodec.writeText(out, runs.campaign.name());
      ValueCodec.writeText(out, runs.campaign.plan().hash());
      ValueCodec.writeUnsigned(out, runs.byKey.size());
      ValueCodec.writeUnsigned(out, body.length);
      out.write(body);
    }
  }

  /** A sequence under way, and the events that it holds, in their order. */
  public record Held(String campaign, String key, List<Event> events) {}

  /** Everything that is under way, for whoever may know what is held. */
  public List<Held> held() throws IOException {
    List<Held> all = new ArrayList<>();
    for (Runs runs : byCampaign.values()) {
      for (Map.Entry<String, Slot> entry : runs.byKey.entrySet()) {
        EventPool.Writer pool = new EventPool.Writer();
        entry.getValue().run.write(new ByteWriter(256), pool);
        List<Event> events = new ArrayList<>(pool.events());
        events.sort(Event.ORDER);
        all.add(new Held(runs.campaign.name(), entry.getKey(), events));
      }
    }
    return all;
  }

  private static byte[] body(Runs runs, EventPool.Writer pool) throws IOException {
    ByteWriter bytes = new ByteWriter(256);
    for (Map.Entry<String, Slot> entry : runs.byKey.entrySet()) {
      ValueCodec.writeText(bytes, entry.getKey());
      entry.getValue().run.write(bytes, pool);
    }
    return bytes.toBytes();
  }

  /**
   * What {@link #read} found: the sequences, and how many it gave up because trigger or engine has
   * changed.
   */
  public record Loaded(Sequences sequences, int outdated) {}

  /** Reads what {@link #write} wrote, for the campaigns and the engine of today. */
  public static Loaded read(DataInput in, CampaignIndex index, Detector detector)
      throws IOException {
    Sequences sequences = new Sequences();
    int outdated = 0;
    boolean sameEngine = ValueCodec.readText(in).equals(detector.name());
    EventPool.Reader pool = EventPool.Reader.read(in);
    int size = ValueCodec.readSize(in);
    for (int i = 0; i < size; i++) {
      String name = ValueCodec.readText(in);
      String hash = ValueCodec.readText(in);
      int runs = ValueCodec.readSize(in);
      int lengthBytes = ValueCodec.readSize(in);
      Optional<CompiledCampaign> campaign =
          index
              .campaign(name)
              .filter(today -> sameEngine && today.isActive() && today.plan().hash().equals(hash));
      if (campaign.isPresent()) {
        sequences.readRuns(in, campaign.get(), runs, detector, pool);
      } else {
        in.readFully(new byte[lengthBytes]);
        outdated += runs;
      }
    }
    return new Loaded(sequences, outdated);
  }

  private void readRuns(
      DataInput in, CompiledCampaign campaign, int size, Detector detector, EventPool.Reader pool)
      throws IOException {
    for (int i = 0; i < size; i++) {
      String key = ValueCodec.readText(in);
      add(campaign, key, detector.read(campaign.plan(), in, pool));
    }
  }
}
