package io.campanile.jobs.limit;

import io.campanile.connectors.output.OutputRecord;
import io.campanile.connectors.output.Stream;
import io.campanile.connectors.types.OutputRecordSerializer;
import io.campanile.jobs.Uids;
import io.campanile.model.Channel;
import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * The limits of a job, by the stream of the channel's actions.
 *
 * @param byStream may be empty: the step is there then, and lets everything pass
 */
public record RateLimits(EnumMap<Stream, RateLimit> byStream) implements Serializable {

  private static final OutputTag<OutputRecord> LIMITED =
      new OutputTag<>("limited", OutputRecordSerializer.TYPE);

  /** Limits of channels. */
  public static RateLimits of(Map<Channel, RateLimit> limits) {
    EnumMap<Stream, RateLimit> byStream = new EnumMap<>(Stream.class);
    limits.forEach((channel, limit) -> byStream.put(Stream.ofChannel(channel), limit));
    return new RateLimits(byStream);
  }

  /** The limit of a stream; empty where there is none. */
  Optional<RateLimit> of(Stream stream) {
    return Optional.ofNullable(byStream.get(stream));
  }

  /**
   * Lets the actions of limited channels wait, and everything else pass.
   *
   * <p>One key a channel, so that one subtask sees all that waits for it: only so is the most
   * urgent first, and the rate kept to the message. It hands on what a provider takes, some
   * hundreds a second, and what it could is a hundred times as much.
   */
  public DataStream<OutputRecord> apply(DataStream<OutputRecord> records) {
    SingleOutputStreamOperator<OutputRecord> others =
        records
            .process(new Parting(this))
            .returns(OutputRecordSerializer.TYPE)
            .name("limited-channels")
            .uid(Uids.LIMITED_CHANNELS);
    DataStream<OutputRecord> limited =
        others
            .getSideOutput(LIMITED)
            .keyBy(record -> record.stream().name(), Types.STRING)
            .process(new LimitFunction(this))
            .returns(OutputRecordSerializer.TYPE)
            .name("limits")
            .uid(Uids.LIMITS);
    return others.union(limited);
  }

  /** Parts the actions of limited channels from all else. */
  private static final class Parting extends ProcessFunction<OutputRecord, OutputRecord> {
    private static final long serialVersionUID = 1L;

    private final RateLimits limits;

    Parting(RateLimits limits) {
      this.limits = limits;
    }

    @Override
    public void processElement(OutputRecord record, Context context, Collector<OutputRecord> out) {
      if (limits.of(record.stream()).isPresent()) {
        context.output(LIMITED, record);
      } else {
        out.collect(record);
      }
    }
  }
}
