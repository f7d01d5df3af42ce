package io.campanile.bench.contender;

import io.campanile.bench.drive.FlinkRun;
import io.campanile.bench.drive.Matches;
import io.campanile.bench.drive.StateKind;
import io.campanile.bench.load.CampaignSet;
import io.campanile.bench.load.CampaignSpec;
import io.campanile.bench.load.CampaignSpec.Kind;
import io.campanile.bench.load.Condition;
import io.campanile.jobs.identity.Identity;
import io.campanile.model.Event;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.cep.CEP;
import org.apache.flink.cep.functions.PatternProcessFunction;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.conditions.SimpleCondition;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.util.Collector;

/** flink-cep as its documentation shows it: one operator a campaign. */
public final class PlainFlinkCep extends FlinkContender {

  private static final int MAX_CAMPAIGNS = 100;

  /** On this backend. */
  public PlainFlinkCep(StateKind state) {
    super(state);
  }

  @Override
  public String name() {
    return "plain flink-cep";
  }

  @Override
  public int maxCampaigns() {
    return MAX_CAMPAIGNS;
  }

  @Override
  FlinkRun.Pipeline pipeline(CampaignSet campaigns) {
    return (events, stage) -> {
      KeyedStream<Event, String> keyed =
          DataStreamUtils.reinterpretAsKeyedStream(events, Identity::customerOf, Types.STRING);
      for (CampaignSpec spec : campaigns.specs()) {
        CEP.pattern(keyed, pattern(spec))
            .inEventTime()
            .process(new Count(stage, spec.name(), spec.kind()), Types.VOID);
      }
    };
  }

  private static Pattern<Event, ?> pattern(CampaignSpec spec) {
    Pattern<Event, Event> pattern =
        Pattern.<Event>begin("step0", AfterMatchSkipStrategy.skipPastLastEvent())
            .where(new Step(spec.events().get(0), spec.condition()));
    for (int i = 1; i < spec.events().size(); i++) {
      Step step = new Step(spec.events().get(i), new Condition("", 0));
      pattern =
          spec.kind() == Kind.ABSENCE
              ? pattern.notFollowedBy("absence").where(step)
              : pattern.followedBy("step" + i).where(step);
    }
    return spec.kind() == Kind.SINGLE ? pattern : pattern.within(spec.span());
  }

  private static final class Step extends SimpleCondition<Event> {

    private static final long serialVersionUID = 1L;

    private final String event;
    private final Condition condition;

    Step(String event, Condition condition) {
      this.event = event;
      this.condition = condition;
    }

    @Override
    public boolean filter(Event candidate) {
      return candidate.name().equals(event) && condition.test(candidate);
    }
  }

  private static final class Count extends PatternProcessFunction<Event, Void> {

    private static final long serialVersionUID = 1L;

    private final String stage;
    private final String campaign;
    private final Kind kind;
    private transient Matches matches = new Matches();

    Count(String stage, String campaign, Kind kind) {
      this.stage = stage;
      this.campaign = campaign;
      this.kind = kind;
    }

    @Override
    public void open(OpenContext context) {
      matches = FlinkRun.matches(stage);
    }

    @Override
    public void processMatch(Map<String, List<Event>> match, Context context, Collector<Void> out) {
      int last = kind == Kind.TRIPLE ? 2 : kind == Kind.PAIR ? 1 : 0;
      Event event = Objects.requireNonNull(match.get("step" + last)).get(0);
      long firedAtMillis = kind == Kind.ABSENCE ? context.timestamp() : event.timeMillis();
      matches.add(campaign, Identity.customerOf(event), firedAtMillis, event.messageId());
    }
  }
}
