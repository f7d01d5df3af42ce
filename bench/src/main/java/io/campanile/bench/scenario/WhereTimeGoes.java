package io.campanile.bench.scenario;

import io.campanile.bench.contender.Campanile;
import io.campanile.bench.drive.StateKind;
import io.campanile.bench.load.CampaignSet;
import io.campanile.bench.load.EventShape;
import io.campanile.bench.load.EventShape.Traffic;
import io.campanile.jobs.JobOptions.Engine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Which part of the code the time of one event goes to, with 300 campaigns on RocksDB: where the
 * one thread that does it all was found, in percent of many looks. The JVM's own recorder does not
 * serve: it looks at native code, which RocksDB is, less often than at Java.
 *
 * @param withTraits whether there are twenty traits and ten segments, too
 */
public record WhereTimeGoes(Engine engine, boolean withTraits) implements Scenario {

  private static final int CAMPAIGNS = 300;
  private static final long EVERY_NANOS = 3_000_000;

  /** Around all that is measured. */
  private static final String SCRIPT = "ScriptedSource.run";

  /** Making events is not counted, nor is what comes when all is over. */
  private static final List<String> NOT_COUNTED =
      List.of("TimedLoad.", "EventLoad.", "CountDownLatch.");

  private static final String THE_REST = "everything else";

  /** By part, classes and methods that are it; the innermost of a stack that is any decides. */
  private static final Map<String, List<String>> PARTS = parts();

  private static Map<String, List<String>> parts() {
    Map<String, List<String>> parts = new LinkedHashMap<>();
    parts.put("RocksDB: get", List.of("RocksDBValueState.value"));
    parts.put("RocksDB: put", List.of("RocksDBValueState.update"));
    parts.put("keys of the state", List.of("SerializedCompositeKeyBuilder."));
    parts.put(
        "timers, in RocksDB",
        List.of("RocksDBCachingPriorityQueueSet.", "KeyGroupPartitionedPriorityQueue."));
    parts.put("customers in binary", List.of("CustomerCodec.", "BehaviourCodec."));
    parts.put("customers in memory", List.of("CustomerStore."));
    parts.put("order, and waiting for the watermark", List.of("WaitingEvents."));
    parts.put("ids seen before", List.of("SeenIds.add", "SeenIds.forget"));
    parts.put("campaigns: index, conditions, sequences", List.of("SequenceDesk."));
    parts.put("decisions", List.of("TriggerDesk.", "ActionDesk."));
    parts.put("profile, session and traits", List.of("Profile.apply", "Behaviour.take"));
    parts.put("segments", List.of("SegmentDesk.", "Memberships."));
    parts.put("records in JSON", List.of("RecordOutbox.", "CustomerEngine.publish"));
    parts.put(THE_REST, List.of("ScriptedSource$LockedFeed."));
    return parts;
  }

  /** The parts, in the order of the table. */
  public static Iterable<String> partNames() {
    return PARTS.keySet();
  }

  /** The id of a scenario. */
  public static String id(Engine engine, boolean withTraits) {
    String name = engine.name().toLowerCase(Locale.ROOT);
    return "where-time-goes" + (withTraits ? "-with-traits:" : ":") + name;
  }

  @Override
  public String id() {
    return id(engine, withTraits);
  }

  @Override
  public Outcome run(Size size, Path directory) throws Exception {
    EventShape shape = EventShape.shop(size.customers(), Traffic.VISITS);
    CampaignSet campaigns = CampaignSet.shop(CAMPAIGNS, shape);
    Looks looks = new Looks();
    looks.start();
    Outcome unused =
        Throughput.measure(
            id(),
            new Campanile(engine, StateKind.ROCKSDB),
            withTraits ? campaigns.beside20Traits() : campaigns,
            shape,
            size,
            directory);
    return Outcome.of(id(), looks.shares(size.measured()));
  }

  /** A thread that looks where another one is. */
  private static final class Looks extends Thread {

    private final List<Look> looks = new ArrayList<>();
    private volatile boolean ended;

    private record Look(long nanos, String part) {}

    Looks() {
      super("looks");
      setDaemon(true);
    }

    @Override
    public void run() {
      Thread looked = null;
      while (!ended) {
        LockSupport.parkNanos(EVERY_NANOS);
        looked = looked == null ? scriptThread() : looked;
        if (looked != null) {
          long nanos = System.nanoTime();
          part(looked.getStackTrace()).ifPresent(part -> looks.add(new Look(nanos, part)));
        }
      }
    }

    private static @Nullable Thread scriptThread() {
      return Thread.getAllStackTraces().entrySet().stream()
          .filter(entry -> Arrays.stream(entry.getValue()).anyMatch(f -> name(f).equals(SCRIPT)))
          .map(Map.Entry::getKey)
          .findAny()
          .orElse(null);
    }

    /** The share of each part in the looks of the last time that was measured, in percent. */
    Map<String, Double> shares(Duration measured) throws InterruptedException {
      ended = true;
      join();
      Map<String, Double> shares = new LinkedHashMap<>();
      PARTS.keySet().forEach(part -> shares.put(part, 0.0));
      long endNanos = looks.get(looks.size() - 1).nanos;
      for (Look look : looks) {
        if (endNanos - look.nanos < measured.toNanos()) {
          shares.merge(look.part, 1.0, Double::sum);
        }
      }
      double all = shares.values().stream().mapToDouble(Double::doubleValue).sum();
      shares.replaceAll((part, count) -> 100 * count / all);
      return shares;
    }
  }

  /** What a stack is counted for; empty for nothing. */
  private static Optional<String> part(StackTraceElement[] stack) {
    for (StackTraceElement frame : stack) {
      String name = name(frame);
      if (NOT_COUNTED.stream().anyMatch(name::startsWith)) {
        return Optional.empty();
      }
      for (Map.Entry<String, List<String>> part : PARTS.entrySet()) {
        if (part.getValue().stream().anyMatch(name::startsWith)) {
          return Optional.of(part.getKey());
        }
      }
    }
    return Optional.empty();
  }

  /** Such as {@code CustomerStore.load}. */
  private static String name(StackTraceElement frame) {
    String type = frame.getClassName();
    return type.substring(type.lastIndexOf('.') + 1) + "." + frame.getMethodName();
  }
}
