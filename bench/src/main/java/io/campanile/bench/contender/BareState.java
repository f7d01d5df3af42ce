package io.campanile.bench.contender;

import io.campanile.bench.drive.FlinkRun;
import io.campanile.bench.drive.StateKind;
import io.campanile.bench.load.CampaignSet;
import io.campanile.jobs.identity.Identity;
import io.campanile.model.Event;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** One get and one put of 300 bytes for each event: as cheap as keyed state can be. */
public final class BareState extends FlinkContender {

  private static final int BYTES = 300;

  /** On this backend. */
  public BareState(StateKind state) {
    super(state);
  }

  @Override
  public String name() {
    return "bare get + put";
  }

  @Override
  public int maxCampaigns() {
    return 0;
  }

  @Override
  FlinkRun.Pipeline pipeline(CampaignSet campaigns) {
    return (events, stage) ->
        DataStreamUtils.reinterpretAsKeyedStream(events, Identity::customerOf, Types.STRING)
            .process(new GetAndPut())
            .returns(Types.VOID);
  }

  private static final class GetAndPut extends KeyedProcessFunction<String, Event, Void> {

    private static final long serialVersionUID = 1L;

    private transient ValueState<byte[]> state;

    @SuppressWarnings("NullAway.Init") // Flink calls open before anything else.
    GetAndPut() {}

    @Override
    public void open(OpenContext context) {
      state =
          getRuntimeContext()
              .getState(
                  new ValueStateDescriptor<>(
                      "value", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    }

    @Override
    public void processElement(Event event, Context context, Collector<Void> out) throws Exception {
      byte[] before = state.value();
      byte[] after = before == null ? new byte[BYTES] : before.clone();
      after[0]++;
      state.update(after);
    }
  }
}
