package io.campanile.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * A Flink cluster in application mode: one job manager and some task managers, each a process of
 * its own, with the class path that the image has. Each can be killed and started again.
 */
public final class FlinkCluster implements AutoCloseable {

  private static final String JOB_MANAGER =
      "org.apache.flink.container.entrypoint.StandaloneApplicationClusterEntryPoint";
  private static final String TASK_MANAGER =
      "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";

  private static final Duration LOOK_EVERY = Duration.ofMillis(300);

  private final Plan plan;
  private final FlinkHome home;
  private final Path layout;
  private final Path conf;
  private final int restPort;
  private final List<JavaProcess> taskManagers = new ArrayList<>();
  private Optional<JavaProcess> jobManager = Optional.empty();

  /**
   * What to run.
   *
   * @param directory for configuration, logs and files of this cluster
   * @param mainClass of the application
   * @param arguments of the application
   * @param options Flink's own, which go over those that stand here
   * @param environment of every process
   * @param heapMebiBytes of a task manager's tasks
   * @param logging a configuration of log4j; empty for lines that are easy to read
   */
  public record Plan(
      Path directory,
      String mainClass,
      List<String> arguments,
      Map<String, String> options,
      Map<String, String> environment,
      int heapMebiBytes,
      Optional<String> logging) {}

  private static final String READABLE =
      """
      rootLogger.level = INFO
      rootLogger.appenderRef.out.ref = out
      appender.out.name = out
      appender.out.type = CONSOLE
      appender.out.layout.type = PatternLayout
      appender.out.layout.pattern = %d{HH:mm:ss.SSS} %-5p %c{1} %m%n
      logger.kafka.name = org.apache.kafka
      logger.kafka.level = WARN
      """;

  private FlinkCluster(Plan plan, FlinkHome home, int restPort, int rpcPort) throws IOException {
    this.plan = plan;
    this.home = home;
    this.restPort = restPort;
    this.layout = layout(plan, home);
    this.conf = Files.createDirectories(plan.directory().resolve("conf"));
    Map<String, String> options = TaskManagerMemory.ofMebiBytes(plan.heapMebiBytes()).options();
    options.putAll(network(restPort, rpcPort));
    options.put("io.tmp.dirs", Files.createDirectories(plan.directory().resolve("tmp")).toString());
    options.putAll(plan.options());
    write(options);
  }

  /** A cluster of which no process runs yet. */
  public static FlinkCluster of(Plan plan, FlinkHome home) throws IOException {
    InetAddress host = InetAddress.getLoopbackAddress();
    // Both are held at the same time, or they could be the same.
    try (ServerSocket rest = new ServerSocket(0, 1, host);
        ServerSocket rpc = new ServerSocket(0, 1, host)) {
      return new FlinkCluster(plan, home, rest.getLocalPort(), rpc.getLocalPort());
    }
  }

  /**
   * Starts the job manager, and with it the job.
   *
   * @param savepoint where the job goes on, or empty
   */
  public void startJobManager(Optional<String> savepoint) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("--configDir", conf.toString()));
    arguments.addAll(List.of("--job-classname", plan.mainClass()));
    savepoint.ifPresent(path -> arguments.addAll(List.of("--fromSavepoint", path)));
    // Without it, `--config` would be taken for an abbreviation of `--configDir`.
    arguments.add("--");
    arguments.addAll(plan.arguments());
    jobManager = Optional.of(start("jobmanager", JOB_MANAGER, List.of("-Xmx384m"), arguments));
  }

  /** Starts one more task manager; its index is one more than that of the last. */
  public void startTaskManager() throws IOException {
    taskManagers.add(
        start(
            "taskmanager-" + taskManagers.size(),
            TASK_MANAGER,
            TaskManagerMemory.ofMebiBytes(plan.heapMebiBytes()).jvmOptions(),
            List.of("--configDir", conf.toString())));
  }

  /** The job manager's process. */
  public JavaProcess jobManager() {
    return jobManager.orElseThrow(() -> new IllegalStateException("No job manager was started"));
  }

  /** A task manager's process, by the order in which they were started, from 0. */
  public JavaProcess taskManager(int index) {
    return taskManagers.get(index);
  }

  /** What the job manager tells. */
  public FlinkRest rest() {
    return new FlinkRest(URI.create("http://127.0.0.1:" + restPort));
  }

  /**
   * Waits until all tasks of the job run.
   *
   * @throws IOException where they do not within this time
   */
  public void awaitRunning(Duration patience) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!runs()) {
      if (System.nanoTime() > deadline) {
        throw new IOException(
            "The job did not run within "
                + patience.toMinutes()
                + " minutes; the logs are in "
                + logs());
      }
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
  }

  private boolean runs() throws InterruptedException {
    try {
      return rest().runsWhole();
    } catch (IOException e) {
      // The job manager is not there yet.
      return false;
    }
  }

  /** The directory of all logs. */
  public Path logs() {
    return plan.directory().resolve("logs");
  }

  private JavaProcess start(
      String name, String mainClass, List<String> jvmOptions, List<String> arguments)
      throws IOException {
    List<String> options = new ArrayList<>(jvmOptions);
    options.add("-XX:+UseSerialGC");
    options.add("--add-opens=java.base/java.util=ALL-UNNAMED");
    options.add("-Duser.timezone=UTC");
    options.add("-Dlog4j2.configurationFile=" + conf.resolve("log4j2.properties").toUri());
    Map<String, String> environment = new LinkedHashMap<>(plan.environment());
    environment.put("FLINK_LIB_DIR", layout.resolve("lib").toString());
    environment.put("FLINK_PLUGINS_DIR", layout.resolve("plugins").toString());
    environment.put("FLINK_CONF_DIR", conf.toString());
    return JavaProcess.start(
        new JavaProcess.Start(name, home.classPath(), options, mainClass, arguments, environment),
        logs());
  }

  /** The directories as in the image: Flink looks for {@code usrlib} beside {@code lib}. */
  private static Path layout(Plan plan, FlinkHome home) throws IOException {
    Path layout = Files.createDirectories(plan.directory().resolve("flink"));
    for (Path part : List.of(home.lib(), home.plugins())) {
      Path link = layout.resolve(part.getFileName());
      if (!Files.exists(link)) {
        Files.createSymbolicLink(link, part);
      }
    }
    var unused = home.usrlib(layout);
    return layout;
  }

  private static Map<String, String> network(int restPort, int rpcPort) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("jobmanager.rpc.address", "127.0.0.1");
    options.put("jobmanager.rpc.port", Integer.toString(rpcPort));
    options.put("jobmanager.bind-host", "127.0.0.1");
    options.put("taskmanager.host", "127.0.0.1");
    options.put("taskmanager.bind-host", "127.0.0.1");
    options.put("taskmanager.numberOfTaskSlots", "1");
    options.put("rest.address", "127.0.0.1");
    options.put("rest.bind-address", "127.0.0.1");
    options.put("rest.port", Integer.toString(restPort));
    options.put("rest.bind-port", Integer.toString(restPort));
    // A dead task manager is noticed within seconds, not within a minute.
    options.put("heartbeat.interval", "2 s");
    options.put("heartbeat.timeout", "8 s");
    options.put("restart-strategy.type", "fixed-delay");
    options.put("restart-strategy.fixed-delay.delay", "500 ms");
    options.put("restart-strategy.fixed-delay.attempts", "1000");
    return options;
  }

  private void write(Map<String, String> options) throws IOException {
    StringBuilder yaml = new StringBuilder();
    new TreeMap<>(options)
        .forEach((key, value) -> yaml.append(key).append(": \"").append(value).append("\"\n"));
    Files.writeString(conf.resolve("config.yaml"), yaml);
    Files.writeString(conf.resolve("log4j2.properties"), plan.logging().orElse(READABLE));
  }

  /** Ends every process. */
  @Override
  public void close() {
    jobManager.ifPresent(JavaProcess::kill);
    taskManagers.forEach(JavaProcess::kill);
  }
}
