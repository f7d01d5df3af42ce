package io.campanile.e2e;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The parts of a task manager's memory. Flink's scripts work them out; whoever starts the class
 * itself has to give each of them, or it ends without a reason.
 */
record TaskManagerMemory(int taskHeap) {

  private static final int FRAMEWORK_HEAP = 128;
  private static final int FRAMEWORK_OFF_HEAP = 128;
  private static final int TASK_OFF_HEAP = 64;
  private static final int NETWORK = 64;
  private static final int MANAGED = 256;
  private static final int METASPACE = 256;
  private static final int OVERHEAD = 192;

  static TaskManagerMemory ofMebiBytes(int taskHeap) {
    return new TaskManagerMemory(taskHeap);
  }

  /** For Flink's configuration; may be changed. */
  Map<String, String> options() {
    Map<String, String> options = new LinkedHashMap<>();
    put(options, "framework.heap.size", FRAMEWORK_HEAP);
    put(options, "framework.off-heap.size", FRAMEWORK_OFF_HEAP);
    put(options, "task.heap.size", taskHeap);
    put(options, "task.off-heap.size", TASK_OFF_HEAP);
    put(options, "network.min", NETWORK);
    put(options, "network.max", NETWORK);
    put(options, "managed.size", MANAGED);
    put(options, "jvm-metaspace.size", METASPACE);
    put(options, "jvm-overhead.min", OVERHEAD);
    put(options, "jvm-overhead.max", OVERHEAD);
    options.put("taskmanager.cpu.cores", "1.0");
    return options;
  }

  List<String> jvmOptions() {
    return List.of(
        "-Xmx" + (FRAMEWORK_HEAP + taskHeap) + "m",
        "-XX:MaxDirectMemorySize=" + (FRAMEWORK_OFF_HEAP + TASK_OFF_HEAP + NETWORK) + "m",
        "-XX:MaxMetaspaceSize=" + METASPACE + "m");
  }

  private static void put(Map<String, String> options, String part, int mebiBytes) {
    options.put("taskmanager.memory." + part, mebiBytes + "m");
  }
}
