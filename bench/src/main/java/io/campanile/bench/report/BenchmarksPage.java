package io.campanile.bench.report;

import io.campanile.bench.scenario.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The page of the documentation. */
final class BenchmarksPage {

  private static final String ABOUT =
      """
      # Benchmarks

      What a campaign costs depends on the events that concern it: not on how many campaigns there
      are, how many sequences are under way, or how busy one customer is. This page is what one run
      of `bench/run` found; the command writes it.

      ![Events a second by number of campaigns](benchmarks.svg)
      """;

  private static final String HOW =
      """

      ## How

      - Everybody gets the same generated events, in the same order, with the same watermarks: one
        after each 1,024 events; events are up to 0.6 s out of order. 1 million customers, of whom
        the busiest causes 0.4 % of the events (Zipf, exponent 0.6); twelve event names, 40 % of the
        events are page views; about 400 bytes of JSON each.
      - Customers come in visits, as they did in nine days of a marketplace: 6 events on average, 53
        seconds apart in the middle, and 100 events a second of event time, so that 11,000 visits are
        under way. What is *scattered* is the worst case: each event is of anybody, and nearly each
        is somebody's first for hours.
      - Four kinds of campaigns: one event; one after another; three in a row; one and then not
        another. The more there are, the more selective each is, so that 0.1 to 1 % of the events
        fire a trigger, and each event name concerns more of them. In the scenario `broad` they are
        not: each event concerns 50 of 300, and begins a dozen sequences.
      - All work happens in one thread: source, operator and sink are one chain on a Flink cluster
        inside the JVM, and Esper is called from a loop. Making the events is not counted. Garbage
        collection, RocksDB's compaction and the JIT compiler use what other cores there are.
      - Each figure comes from a JVM of its own: a warm-up, then the time is taken. A batch is the
        events of one watermark, and its time the time until all that they cause is done.
      - Where the time goes is where the thread was found when it was looked at, each 3 ms.
      - From Kafka to Kafka, each job runs over all events twice, and the second time counts: the
        compiler, which is as busy as the job for its first half minute, is through by then.
      - RocksDB has 256 MB of managed memory and Bloom filters, for everybody and as in the job that
        is deployed; the JVM has 3 GB.
      - Campanile does all of its work: order, dedupe, profile, detection, repeats, caps, records.
        flink-cep and Esper detect, nothing else, and Esper keeps everything in memory, with no fault
        tolerance.
      - Engines are compared by the count and the ids of their triggers, at the last point in the
        stream that both came by: Campanile's two engines in all campaigns, flink-cep in those that
        end with an event, Esper in those of one or two steps. Elsewhere their rules differ.

      ## What is missed, and why

      - **Esper** keeps everything in memory. Where campaigns are selective, what it takes for an event
        is less than what RocksDB takes for reading one value: whoever wants to find everybody's state
        again after a crash pays for it, and the row of the bare get + put says how much. Where an
        event concerns many campaigns, `chain` is ahead of it, and `cep` behind.
      - **With traits and segments** a customer is not 300 bytes that nobody looks into. It is four
        times as large, is woken when a window or the end of a session changes a segment, and has a
        profile that is another record after each visit. The table of where the time goes says what
        each takes.
      - **From a checkpoint's beginning to its end** the step writes the customers that have changed,
        20,000 at most, and RocksDB all that is new, on the same two cores. That is half a second or
        so; over all of the time between two checkpoints the row above it counts.
      - **Scattered**, each event is a visit of its own: a read, a write, a session and a record of the
        profile.

      ## What it does not show

      - Cost behind the operator's chain: network, serialization and Kafka, but for the scenario
        `end-to-end`, where the broker shares the machine with the job.
      - State that is much larger than memory. Within seconds, not every one of the million
        customers comes by; only the scenarios `checkpoint` and `absence-wave` hold all of them.
      - A shop that is so busy that more than 20,000 others come by between two events of a visit:
        then a subtask finds nobody in memory. More subtasks have more memory.
      - More than one core. Customers are independent of each other, so that more cores mean more
        partitions; that is not measured here.
      - Traffic of your shop. Names, shares and conditions are made up, visits are another's.
      """;

  private BenchmarksPage() {}

  static String of(String tables, Size size, double seconds) throws IOException {
    return ABOUT + tables + HOW + machine(size, seconds);
  }

  private static String machine(Size size, double seconds) throws IOException {
    return String.format(
        Locale.ROOT,
        """

        ## Machine

        - %s, %d cores, %s %s
        - Java %s (%s)
        - size `%s`, %.0f minutes
        """,
        processor(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        System.getProperty("java.version"),
        System.getProperty("java.vm.name"),
        size.name(),
        seconds / 60);
  }

  private static String processor() throws IOException {
    Path info = Path.of("/proc/cpuinfo");
    if (Files.isReadable(info)) {
      for (String line : Files.readAllLines(info)) {
        if (line.startsWith("model name")) {
          return line.substring(line.indexOf(':') + 1).trim();
        }
      }
    }
    return System.getProperty("os.arch");
  }
}
