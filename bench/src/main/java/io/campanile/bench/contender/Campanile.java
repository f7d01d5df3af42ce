package io.campanile.bench.contender;

import io.campanile.bench.drive.FlinkRun;
import io.campanile.bench.drive.StateKind;
import io.campanile.bench.load.CampaignSet;
import io.campanile.connectors.output.OutputRecord;
import io.campanile.connectors.types.OutputRecordSerializer;
import io.campanile.jobs.JobOptions;
import io.campanile.jobs.JobOptions.Engine;
import io.campanile.jobs.customer.CustomerOperator;
import io.campanile.jobs.identity.Identity;
import io.campanile.patterns.PatternFiles;
import java.util.Locale;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.transformations.PhysicalTransformation;

/**
 * Campanile's customer operator: order, dedupe, profile, detection, decisions and records, all that
 * the job does between its source and its sink.
 */
public final class Campanile extends FlinkContender {

  private final Engine engine;

  /** With one of its engines. */
  public Campanile(Engine engine, StateKind state) {
    super(state);
    this.engine = engine;
  }

  @Override
  public String name() {
    return "campanile " + engine.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public int maxCampaigns() {
    return Integer.MAX_VALUE;
  }

  @Override
  FlinkRun.Pipeline pipeline(CampaignSet campaigns) {
    return pipeline(campaigns.patterns(), engine);
  }

  /**
   * The operator, without the network in front of it: events are taken as partitioned already, for
   * there is one partition.
   */
  public static FlinkRun.Pipeline pipeline(PatternFiles patterns, Engine engine) {
    return (events, stage) -> {
      SingleOutputStreamOperator<OutputRecord> customers =
          DataStreamUtils.reinterpretAsKeyedStream(events, Identity::customerOf, Types.STRING)
              .transform(
                  "customer",
                  OutputRecordSerializer.TYPE,
                  new CustomerOperator(JobOptions.forHistory(patterns, engine), false));
      // By itself it begins a chain, because a network is in front of it.
      ((PhysicalTransformation<OutputRecord>) customers.getTransformation())
          .setChainingStrategy(ChainingStrategy.ALWAYS);
      customers.process(new CountTriggers(stage)).returns(Types.VOID);
    };
  }
}
