package io.campanile.jobs.oracle;

import io.campanile.model.Channel;
import io.campanile.patterns.Campaign;
import io.campanile.patterns.Campaign.Action;
import io.campanile.patterns.Campaign.Repeat;
import io.campanile.patterns.Campaign.Variable;
import io.campanile.patterns.EventFilter;
import io.campanile.patterns.EventFilter.Key;
import io.campanile.patterns.Expression;
import io.campanile.patterns.PatternFiles;
import io.campanile.patterns.Patterns;
import io.campanile.patterns.Policy;
import io.campanile.patterns.Policy.Cap;
import io.campanile.patterns.Policy.QuietHours;
import io.campanile.patterns.Policy.Window;
import io.campanile.patterns.Trigger.EventStep;
import io.campanile.patterns.Trigger.Step;
import io.campanile.patterns.Trigger.WithoutStep;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Patterns as the files that a marketer would write for them. */
final class YamlText {

  private final StringBuilder text = new StringBuilder();

  private YamlText() {}

  static PatternFiles of(Patterns patterns) {
    SortedMap<String, String> files = new TreeMap<>();
    for (Campaign campaign : patterns.campaigns()) {
      YamlText yaml = new YamlText();
      yaml.campaign(campaign);
      files.put("campaigns/" + campaign.name() + ".yaml", yaml.text.toString());
    }
    YamlText yaml = new YamlText();
    yaml.policy(patterns.policy());
    files.put("policy.yaml", yaml.text.toString());
    return new PatternFiles(files);
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  private void campaign(Campaign campaign) {
    line("campaign: " + campaign.name());
    line("status: " + word(campaign.status()));
    line("class: " + word(campaign.campaignClass()));
    line("priority: " + campaign.priority());
    line("tags: [" + String.join(", ", campaign.tags()) + "]");
    line("repeat: " + repeat(campaign.repeat()));
    if (campaign.audience() != null) {
      line("audience: " + quoted(campaign.audience()));
    }
    line("trigger:");
    line("  within: " + duration(campaign.trigger().within()));
    Key first = campaign.trigger().steps().get(0).filter().key();
    if (first instanceof Key.Of of) {
      line("  per: " + quoted(of.expression()));
    }
    line("  steps:");
    campaign.trigger().steps().forEach(this::step);
    line("cancel-on:" + (campaign.cancelOn().isEmpty() ? " []" : ""));
    campaign.cancelOn().forEach(filter -> line("  - {event: " + filter(filter) + "}"));
    line("actions:");
    campaign.actions().forEach(this::action);
  }

  private void step(Step step) {
    if (step instanceof EventStep event) {
      line(
          "    - {event: "
              + filter(event.filter())
              + ", times: "
              + event.times()
              + (event.within() == null ? "" : ", within: " + duration(event.within()))
              + (event.as().isEmpty() ? "" : ", as: " + event.as())
              + "}");
    } else if (step instanceof WithoutStep without) {
      line(
          "    - {without: "
              + filter(without.filter())
              + (without.absence() == null ? "" : ", for: " + duration(without.absence()))
              + "}");
    }
  }

  private static String filter(EventFilter filter) {
    String key =
        filter.key() instanceof Key.Of of
            ? ", per: " + quoted(of.expression())
            : filter.key() instanceof Key.Any ? ", per: any" : "";
    return "["
        + String.join(", ", filter.events())
        + "]"
        + (filter.where() == null ? "" : ", where: " + quoted(filter.where()))
        + key;
  }

  private void action(Action action) {
    line(
        "  - {channel: "
            + action.channel().wireName()
            + ", template: "
            + action.template()
            + ", id: \""
            + action.id()
            + "\", delay: "
            + duration(action.delay())
            + action.expires().map(d -> ", expires: " + duration(d)).orElse("")
            + (action.condition() == null ? "" : ", if: " + quoted(action.condition()))
            + ", variables: {"
            + action.variables().stream().map(YamlText::variable).collect(Collectors.joining(", "))
            + "}}");
  }

  private static String variable(Variable variable) {
    @Nullable Object fallback = variable.fallback();
    String constant = fallback instanceof String text ? "\"" + text + "\"" : "" + fallback;
    return variable.name()
        + ": {value: "
        + quoted(variable.value())
        + (fallback == null ? "" : ", default: " + constant)
        + "}";
  }

  private void policy(Policy policy) {
    line("time-zone: " + policy.timeZone());
    line("grace: " + duration(policy.grace()));
    line("max-defer: " + duration(policy.maxDefer()));
    line("consent:" + (policy.consent().isEmpty() ? " {}" : ""));
    policy.consent().forEach((channel, c) -> line("  " + channel.wireName() + ": " + word(c)));
    line("channels:" + (policy.addresses().isEmpty() ? " {}" : ""));
    policy
        .addresses()
        .forEach(
            (channel, address) ->
                line("  " + channel.wireName() + ": {address: " + quoted(address) + "}"));
    line("quiet-hours:" + (policy.quietHours().isEmpty() ? " []" : ""));
    policy.quietHours().forEach(this::quiet);
    line("caps:" + (policy.caps().isEmpty() ? " []" : ""));
    policy.caps().forEach(this::cap);
    policy
        .holdout()
        .ifPresent(h -> line("holdout: {percent: " + h.percent() + ", salt: " + h.salt() + "}"));
  }

  private void quiet(QuietHours quiet) {
    line(
        "  - {channels: "
            + channels(quiet.channels())
            + ", from: \""
            + quiet.from()
            + "\", to: \""
            + quiet.to()
            + "\", then: "
            + word(quiet.then())
            + "}");
  }

  private void cap(Cap cap) {
    line(
        "  - {name: "
            + cap.name()
            + (cap.channels().isEmpty() ? "" : ", channels: " + channels(cap.channels()))
            + (cap.tags().isEmpty() ? "" : ", tags: " + cap.tags())
            + (cap.campaigns().isEmpty() ? "" : ", campaigns: " + cap.campaigns())
            + ", at-most: "
            + cap.atMost()
            + ", in: "
            + (cap.in() instanceof Window.Rolling rolling
                ? duration(rolling.length())
                : "calendar " + word(((Window.Calendar) cap.in()).period()))
            + ", then: "
            + word(cap.then())
            + "}");
  }

  private static String channels(Collection<Channel> channels) {
    return channels.stream().map(Channel::wireName).toList().toString();
  }

  private static String repeat(Repeat repeat) {
    if (repeat instanceof Repeat.Every every) {
      return "every " + duration(every.pause());
    }
    return repeat instanceof Repeat.Never ? "never" : "always";
  }

  private static String duration(Duration duration) {
    return duration.toSeconds() + "s";
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String quoted(Expression expression) {
    return "'" + expression.source() + "'";
  }
}
