package io.campanile.k8s.prometheus;

/** What is shown, from which the files for Grafana are written. */
final class Dashboards {

  private static final String OPERATOR = "flink_taskmanager_job_task_operator_";
  private static final String JVM = "flink_taskmanager_Status_JVM_";

  private Dashboards() {}

  /** One page for all of it, from "is it well?" down to the machines. */
  static Dashboard campanile() {
    Dashboard page = new Dashboard("campanile", "Campanile");
    well(page);
    events(page);
    actions(page);
    state(page);
    machines(page);
    return page;
  }

  private static void well(Dashboard page) {
    page.row("Is it well?")
        .graph(
            "How far time is behind",
            "s",
            "Lateness, and what is queued in front. Every action comes this much after its moment.",
            of("max", "watermark_delay_millis") + " / 1000",
            "customer",
            "max by (operator_name) (" + series("watermarkLag") + ") / 1000",
            "{{operator_name}}")
        .graph(
            "Events not read yet",
            "short",
            "The lag of each source. Flat is well, however high; growing is not.",
            "sum by (operator_name) (" + series("pendingRecords") + ")",
            "{{operator_name}}")
        .graph(
            "Restarts and failed checkpoints",
            "short",
            "Within the last 15 minutes.",
            job("increase", "numRestarts"),
            "restarts",
            job("increase", "numberOfFailedCheckpoints"),
            "failed checkpoints");
  }

  private static void events(Dashboard page) {
    page.row("Events")
        .graph(
            "What became of events",
            "ops",
            "Read is the sum of the others, but for what still waits.",
            rate("events_read"),
            "read",
            rate("events_used"),
            "used",
            rate("events_duplicate"),
            "duplicate",
            rate("events_late"),
            "late",
            rate("events_dead"),
            "dead letter")
        .graph(
            "Dead letters",
            "ops",
            "By code. docs/ops/dead-letters.md tells what to do.",
            "sum by (code) (rate(" + series("code_dead_letters") + "[5m]))",
            "{{code}}")
        .graph(
            "Events that wait for the watermark",
            "short",
            "Held in memory: the rate times the lateness, and more while a partition is behind.",
            of("sum", "waiting_events"),
            "events",
            of("sum", "keys_with_waiting_events"),
            "customers and visitors");
  }

  private static void actions(Dashboard page) {
    page.row("Triggers and actions")
        .graph(
            "Triggers",
            "ops",
            "Fired is the sum of the others.",
            rate("triggers_fired"),
            "fired",
            rate("triggers_accepted"),
            "accepted",
            rate("triggers_suppressed"),
            "suppressed")
        .graph(
            "Actions sent",
            "ops",
            "By channel.",
            "sum by (channel) (rate(" + series("channel_actions") + "[5m]))",
            "{{channel}}")
        .graph(
            "Decisions",
            "ops",
            "By what was decided and why.",
            "sum by (outcome, reason) (rate(" + series("outcome_reason_decisions") + "[5m]))",
            "{{outcome}} {{reason}}")
        .graph(
            "Actions that wait for their channel's rate",
            "short",
            "Only where rate-limits are configured.",
            of("sum", "limited_waiting"),
            "actions")
        .graph(
            "Time until the last of them goes",
            "s",
            "What expires before that goes at once, for its consumer to refuse.",
            of("max", "limited_drain_millis") + " / 1000",
            "time");
  }

  private static void state(Dashboard page) {
    page.row("State")
        .graph(
            "Size",
            "bytes",
            "The last checkpoint as a whole and what was new in it, and what RocksDB holds of customers.",
            job("max", "lastCheckpointFullSize"),
            "checkpoint",
            job("max", "lastCheckpointSize"),
            "new in it",
            of("sum", "customer_rocksdb_estimate_live_data_size"),
            "customers")
        .graph(
            "Checkpoints",
            "ms",
            "With exactly-once, nothing is visible before the next one is complete.",
            job("max", "lastCheckpointDuration"),
            "duration")
        .graph(
            "Customers found in memory",
            "percentunit",
            "Each of the others is a read from RocksDB.",
            rate("cache_hits") + " / (" + rate("cache_hits") + " + " + rate("cache_misses") + ")",
            "hits")
        .graph(
            "Customers in memory",
            "short",
            "At most 10,000 a subtask.",
            of("sum", "cached_customers"),
            "customers")
        .graph(
            "What bounds have cut off",
            "ops",
            "A robot, or one id that many people share.",
            rate("runs_cut_off"),
            "sequences",
            rate("history_cut_off"),
            "sends and acceptances",
            rate("message_ids_cut_off"),
            "message ids",
            rate("traits_cut_off"),
            "traits",
            rate("trait_values_cut_off"),
            "values of traits",
            rate("visitor_events_cut_off"),
            "events of visitors")
        .graph(
            "Customers that come and go",
            "ops",
            "Visitors who log in, and what is forgotten or erased.",
            rate("visitors_departed"),
            "visitors that became customers",
            rate("customers_forgotten"),
            "forgotten",
            rate("customers_erased"),
            "erased");
  }

  private static void machines(Dashboard page) {
    page.row("Machines")
        .graph(
            "How busy each step is",
            "percentunit",
            "Above 90 % for long, there is no room for a peak.",
            "max by (task_name) (" + task("busyTimeMsPerSecond") + ") / 1000",
            "{{task_name}}")
        .graph(
            "Held up by the next step",
            "percentunit",
            "The step behind the last one that is held up is the slow one.",
            "max by (task_name) (" + task("backPressuredTimeMsPerSecond") + ") / 1000",
            "{{task_name}}")
        .graph(
            "Time spent on garbage",
            "percentunit",
            "Above 20 % the heap is too small.",
            "max by (pod) (" + jvm("GarbageCollector_All_TimeMsPerSecond") + ") / 1000",
            "{{pod}}")
        .graph(
            "Heap",
            "bytes",
            "",
            "max by (pod) (" + jvm("Memory_Heap_Used") + ")",
            "{{pod}} used",
            "max by (pod) (" + jvm("Memory_Heap_Max") + ")",
            "{{pod}} most")
        .graph(
            "Memory beside the heap",
            "bytes",
            "",
            "max by (pod) (" + jvm("Memory_Metaspace_Used") + ")",
            "{{pod}} metaspace",
            "max by (pod) (" + jvm("Memory_Direct_MemoryUsed") + ")",
            "{{pod}} direct")
        .graph(
            "Records to Kafka",
            "ops",
            "",
            rate("numRecordsSend"),
            "sent",
            rate("numRecordsSendErrors"),
            "refused");
  }

  private static String series(String name) {
    return OPERATOR + name + "{namespace=\"$namespace\"}";
  }

  private static String task(String name) {
    return "flink_taskmanager_job_task_"
        + name
        + "{namespace=\"$namespace\", job_name=\"campanile\"}";
  }

  private static String jvm(String name) {
    return JVM + name + "{namespace=\"$namespace\"}";
  }

  private static String of(String aggregation, String name) {
    return aggregation + "(" + series(name) + ")";
  }

  private static String rate(String name) {
    return "sum(rate(" + series(name) + "[5m]))";
  }

  private static String job(String function, String name) {
    String metric =
        "flink_jobmanager_job_" + name + "{namespace=\"$namespace\", job_name=\"campanile\"}";
    return function.equals("increase")
        ? "max(increase(" + metric + "[15m]))"
        : function + "(" + metric + ")";
  }
}
