package io.campanile.bench.esper;

import com.espertech.esper.common.client.EPCompiled;
import com.espertech.esper.common.client.EventBean;
import com.espertech.esper.common.client.EventSender;
import com.espertech.esper.common.client.configuration.Configuration;
import com.espertech.esper.compiler.client.CompilerArguments;
import com.espertech.esper.compiler.client.EPCompilerProvider;
import com.espertech.esper.runtime.client.DeploymentOptions;
import com.espertech.esper.runtime.client.EPRuntime;
import com.espertech.esper.runtime.client.EPRuntimeProvider;
import com.espertech.esper.runtime.client.EPStatement;
import io.campanile.bench.contender.Contender;
import io.campanile.bench.drive.Feed;
import io.campanile.bench.drive.Matches;
import io.campanile.bench.drive.Script;
import io.campanile.bench.load.CampaignSet;
import io.campanile.bench.load.CampaignSpec;
import io.campanile.bench.load.CampaignSpec.Kind;
import io.campanile.bench.load.EventLoad;
import io.campanile.model.Event;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Esper, called from one thread, with its clock in event time. */
public final class Esper implements Contender {

  /** Statements that are compiled together. */
  private static final int MODULE = 50;

  @Override
  public String name() {
    return "esper";
  }

  @Override
  public String state() {
    return "memory";
  }

  @Override
  public int maxCampaigns() {
    return Integer.MAX_VALUE;
  }

  @Override
  public long play(
      CampaignSet campaigns, Script script, Matches matches, Path directory, boolean stateBytes)
      throws Exception {
    Configuration configuration = new Configuration();
    configuration.getCommon().addEventType(EsperEvent.class);
    configuration.getCompiler().getByteCode().setAllowSubscriber(false);
    configuration.getRuntime().getThreading().setInternalTimerEnabled(false);
    EPRuntime runtime = EPRuntimeProvider.getRuntime("bench", configuration);
    runtime.getEventService().clockExternal();
    runtime.getEventService().advanceTime(0);
    List<CampaignSpec> specs = campaigns.specs();
    for (int i = 0; i < specs.size(); i += MODULE) {
      deploy(
          runtime, configuration, specs.subList(i, Math.min(i + MODULE, specs.size())), matches, i);
    }
    // As late as possible, for the clock goes through all the time between.
    runtime.getEventService().advanceTime(EventLoad.START_MILLIS - 1);
    script.run(new SortedFeed(runtime));
    runtime.destroy();
    return 0;
  }

  private static void deploy(
      EPRuntime runtime,
      Configuration configuration,
      List<CampaignSpec> specs,
      Matches matches,
      int number)
      throws Exception {
    StringBuilder module = new StringBuilder();
    for (CampaignSpec spec : specs) {
      module.append(Statements.of(spec)).append(";\n");
    }
    EPCompiled compiled =
        EPCompilerProvider.getCompiler()
            .compile(module.toString(), new CompilerArguments(configuration));
    String id = String.format(Locale.ROOT, "module-%d", number);
    runtime.getDeploymentService().deploy(compiled, new DeploymentOptions().setDeploymentId(id));
    for (CampaignSpec spec : specs) {
      EPStatement statement = runtime.getDeploymentService().getStatement(id, spec.name());
      long waitMillis = spec.kind() == Kind.ABSENCE ? spec.span().toMillis() : 0;
      statement.addListener(
          (found, gone, of, at) -> count(spec.name(), waitMillis, found, matches));
    }
  }

  private static void count(
      String campaign, long waitMillis, EventBean @Nullable [] found, Matches matches) {
    if (found == null) {
      return;
    }
    for (EventBean bean : found) {
      EsperEvent last = (EsperEvent) bean.get("z");
      Event event = last.event();
      matches.add(campaign, last.getCustomer(), event.timeMillis() + waitMillis, event.messageId());
    }
  }

  /** Restores the order of events: Esper takes them as they come. */
  private static final class SortedFeed implements Feed {
    private final EPRuntime runtime;
    private final EventSender sender;
    private List<Event> waiting = new ArrayList<>();

    SortedFeed(EPRuntime runtime) {
      this.runtime = runtime;
      this.sender = runtime.getEventService().getEventSender("EsperEvent");
    }

    @Override
    public void event(Event event) {
      waiting.add(event);
    }

    @Override
    public void watermark(long timeMillis) {
      waiting.sort(Comparator.comparingLong(Event::timeMillis));
      List<Event> left = new ArrayList<>();
      for (Event event : waiting) {
        if (event.timeMillis() <= timeMillis) {
          runtime.getEventService().advanceTime(event.timeMillis());
          sender.sendEvent(new EsperEvent(event));
        } else {
          left.add(event);
        }
      }
      waiting = left;
      runtime.getEventService().advanceTime(timeMillis);
    }
  }
}
