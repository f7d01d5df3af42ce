package io.campanile.jobs.start;

import io.campanile.jobs.database.DatabaseJob;
import io.campanile.jobs.live.LiveConfig;
import io.campanile.jobs.live.LiveConfigReader;
import io.campanile.jobs.live.Secrets;
import io.campanile.patterns.yaml.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database job as an application of its own cluster: {@code --config FILE}. It asks nothing of
 * the database before it runs: a job manager may take over while that is away.
 */
public final class DatabaseMain {

  private static final Logger LOG = LoggerFactory.getLogger(DatabaseMain.class);

  private DatabaseMain() {}

  /** Starts the job and stays until it ends. */
  public static void main(String[] arguments) throws Exception {
    Path file = LiveMain.file(arguments);
    LiveConfig config = read(file);
    LiveConfig.Database database =
        config
            .database()
            .orElseThrow(
                () -> new IllegalArgumentException(file + ": the key `database` is missing."));
    LOG.info("Writes to {}, configured by {}", database.settings(), file);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(DatabaseJob.flink(config));
    DatabaseJob.build(env, config.kafka(), database);
    var unused = env.execute();
  }

  private static LiveConfig read(Path file) throws IOException {
    Problems problems = new Problems();
    return new LiveConfigReader(problems, new Secrets(System.getenv()))
        .read(file.toString(), Files.readString(file))
        .orElseThrow(() -> new IllegalArgumentException(problems.errors().toString()));
  }
}
