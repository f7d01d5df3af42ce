package io.campanile.bench.contender;

import io.campanile.bench.drive.FlinkRun;
import io.campanile.bench.drive.Matches;
import io.campanile.connectors.output.OutputRecord;
import io.campanile.connectors.output.Stream;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Counts Campanile's triggers; other records end here. */
final class CountTriggers extends ProcessFunction<OutputRecord, Void> {

  private static final long serialVersionUID = 1L;
  private static final String CAMPAIGN = "\"campaign\":\"";

  private final String stage;
  private transient Matches matches = new Matches();

  CountTriggers(String stage) {
    this.stage = stage;
  }

  @Override
  public void open(OpenContext context) {
    matches = FlinkRun.matches(stage);
  }

  @Override
  public void processElement(OutputRecord record, Context context, Collector<Void> out) {
    if (record.stream() == Stream.TRIGGERS) {
      String json = new String(record.json(), StandardCharsets.UTF_8);
      int start = json.indexOf(CAMPAIGN) + CAMPAIGN.length();
      matches.add(json.substring(start, json.indexOf('"', start)), record.id());
    }
  }
}
