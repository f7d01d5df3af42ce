package io.campanile.jobs.start;

import io.campanile.jobs.WallClock;
import io.campanile.jobs.live.LiveConfig;
import io.campanile.jobs.live.LiveJob;
import io.campanile.jobs.live.Secrets;
import io.campanile.jobs.topics.Finding;
import io.campanile.jobs.topics.TopicCheck;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The live job as an application of its own cluster: {@code --config FILE}. What the command {@code
 * run} does on one machine, this does where Flink was started already, in Kubernetes or elsewhere.
 */
public final class LiveMain {

  private static final Logger LOG = LoggerFactory.getLogger(LiveMain.class);

  private LiveMain() {}

  /** Starts the job and stays until it ends. */
  public static void main(String[] arguments) throws Exception {
    Path file = file(arguments);
    LiveSetup setup = LiveSetup.read(file, new Secrets(System.getenv()));
    tellOfTopics(setup.config());
    LOG.info(
        "Release {} with {} campaigns, configured by {}",
        setup.patterns().release(),
        setup.patterns().campaigns().size(),
        file);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(LiveJob.flink(setup.config()));
    LiveJob.build(env, setup.config(), setup.files(), WallClock.system());
    var unused = env.execute();
  }

  /**
   * Says what the job will stumble over, and lets it. This runs again whenever a job manager takes
   * over, perhaps because the brokers are away: were it to fail here, Flink would take the job for
   * ended and delete what it needs to go on. {@link CheckMain} is what stops a deployment.
   */
  private static void tellOfTopics(LiveConfig config) {
    for (Finding finding : TopicCheck.check(config)) {
      if (finding.isError()) {
        LOG.error("{}", finding.message());
      } else {
        LOG.warn("{}", finding.message());
      }
    }
  }

  static Path file(String[] arguments) {
    if (arguments.length != 2 || !arguments[0].equals("--config")) {
      throw new IllegalArgumentException(
          "Found the arguments " + List.of(arguments) + ", expected `--config FILE`.");
    }
    return Path.of(arguments[1]);
  }
}
