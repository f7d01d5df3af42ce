package io.campanile.patterns.cases;

import io.campanile.model.Channel;
import io.campanile.model.DecisionRecord;
import io.campanile.model.TriggerRecord;
import io.campanile.patterns.ProblemCode;
import io.campanile.patterns.Shapes;
import io.campanile.patterns.cases.Expectation.Kind;
import io.campanile.patterns.yaml.JsonValue;
import io.campanile.patterns.yaml.Nearest;
import io.campanile.patterns.yaml.YamlMap;
import io.campanile.patterns.yaml.YamlScalar;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads one line of {@code expect}. */
final class ExpectationReader {

  /** Which further keys say something beside which kinds. */
  private static final Map<String, Set<Kind>> BELONG_TO =
      Map.of(
          "template", Set.of(Kind.SEND),
          "variables", Set.of(Kind.SEND),
          "reason", Set.of(Kind.DROPPED, Kind.DEFERRED, Kind.SUPPRESSED),
          "rule", Set.of(Kind.DROPPED, Kind.DEFERRED),
          "until", Set.of(Kind.DEFERRED),
          "campaign", Set.of(Kind.SEND, Kind.CANCELLED, Kind.DROPPED, Kind.DEFERRED),
          "per",
              Set.of(
                  Kind.SEND,
                  Kind.CANCELLED,
                  Kind.DROPPED,
                  Kind.DEFERRED,
                  Kind.FIRES,
                  Kind.SUPPRESSED));

  private final TestScope scope;

  ExpectationReader(TestScope scope) {
    this.scope = scope;
  }

  /**
   * Reads an expectation; empty where it is wrong.
   *
   * @param campaigns those that run in the test
   */
  Optional<Expectation> read(YamlMap map, Set<String> campaigns) {
    map.allow(Shapes.EXPECTATION.keys());
    map.require("at", "a time such as `\"11:00\"` or `\"2 11:00\"`");
    Optional<Moment> at = TestFileReader.moment(map, "at");
    List<Kind> kinds = Arrays.stream(Kind.values()).filter(kind -> map.has(kind.key())).toList();
    if (kinds.size() != 1) {
      if (!kinds.isEmpty()
          || Arrays.stream(Kind.values()).noneMatch(k -> map.isMisspelt(k.key()))) {
        map.error(ProblemCode.TEST_ENTRY, notOne(kinds));
      }
      return Optional.empty();
    }
    Kind kind = kinds.get(0);
    checkKeys(map, kind);
    Optional<String> subject = subject(map, kind, campaigns);
    Optional<String> template = map.text("template");
    if (subject.isPresent()) {
      checkTemplate(map, subject.get(), kind, campaigns);
    }
    Optional<Map<String, @Nullable Object>> variables =
        map.map("variables", "a mapping of variables to values")
            .map(found -> JsonValue.of(found, List.of()));
    Optional<String> reason = reason(map, kind);
    map.scalar("campaign", "the name of a campaign").ifPresent(scope::checkCampaign);
    return at.flatMap(
        moment ->
            subject.map(
                of ->
                    new Expectation(
                        moment,
                        kind,
                        of,
                        template,
                        variables,
                        reason,
                        map.text("rule"),
                        TestFileReader.moment(map, "until"),
                        map.text("campaign"),
                        map.text("per"),
                        map.span())));
  }

  private static String notOne(List<Kind> kinds) {
    List<String> all = Arrays.stream(Kind.values()).map(Kind::key).toList();
    return kinds.isEmpty()
        ? "This does not say what comes of it. Expected " + Nearest.oneOf(all) + "."
        : "This says both `%s` and `%s`. Make this two lines."
            .formatted(kinds.get(0).key(), kinds.get(1).key());
  }

  private static void checkKeys(YamlMap map, Kind kind) {
    for (String key : map.keys()) {
      Set<Kind> fitting = BELONG_TO.get(key);
      if (fitting != null && !fitting.contains(kind)) {
        map.errorAt(
            key,
            ProblemCode.TEST_ENTRY,
            "`%s` says nothing beside `%s`, only beside %s."
                .formatted(
                    key,
                    kind.key(),
                    Nearest.oneOf(fitting.stream().sorted().map(Kind::key).toList())));
      }
    }
  }

  private Optional<String> subject(YamlMap map, Kind kind, Set<String> campaigns) {
    if (kind.isOfChannel()) {
      return channel(map, kind, campaigns).map(Channel::wireName);
    }
    String expected = kind.isOfSegment() ? "the name of a segment" : "the name of a campaign";
    Optional<YamlScalar> name = map.scalar(kind.key(), expected);
    name.ifPresent(kind.isOfSegment() ? scope::checkSegment : scope::checkCampaign);
    return name.map(YamlScalar::text);
  }

  private Optional<Channel> channel(YamlMap map, Kind kind, Set<String> campaigns) {
    Optional<YamlScalar> scalar = map.scalar(kind.key(), "a channel");
    Optional<Channel> channel = scalar.flatMap(text -> Channel.of(text.text()));
    if (scalar.isPresent() && channel.isEmpty()) {
      List<String> all = Arrays.stream(Channel.values()).map(Channel::wireName).toList();
      scalar
          .get()
          .error(
              ProblemCode.UNKNOWN_WORD,
              "The channel `%s` is not known.%s"
                  .formatted(scalar.get().shown(), Nearest.hint(scalar.get().text(), all)));
    }
    channel
        .flatMap(found -> scope.templates(campaigns, found))
        .filter(Set::isEmpty)
        .ifPresent(
            none ->
                map.errorAt(
                    kind.key(),
                    ProblemCode.TEST_SUBJECT,
                    "No action of `%s` goes to `%s`."
                        .formatted(
                            String.join("`, `", campaigns), channel.orElseThrow().wireName())));
    return channel;
  }

  private void checkTemplate(YamlMap map, String channel, Kind kind, Set<String> campaigns) {
    Optional<YamlScalar> template = map.scalar("template", "the name of a template");
    Optional<Set<String>> known =
        kind == Kind.SEND
            ? Channel.of(channel).flatMap(found -> scope.templates(campaigns, found))
            : Optional.empty();
    if (template.isPresent()
        && known.isPresent()
        && !known.get().isEmpty()
        && !known.get().contains(template.get().text())) {
      template
          .get()
          .error(
              ProblemCode.TEST_SUBJECT,
              "No action sends the template `%s` by `%s`.%s"
                  .formatted(
                      template.get().shown(),
                      channel,
                      Nearest.hint(template.get().text(), known.get())));
    }
  }

  private static Optional<String> reason(YamlMap map, Kind kind) {
    Set<String> known = new TreeSet<>();
    if (kind == Kind.SUPPRESSED) {
      Arrays.stream(TriggerRecord.Reason.values()).forEach(reason -> known.add(reason.name()));
    } else {
      Arrays.stream(DecisionRecord.Reason.values()).forEach(reason -> known.add(reason.name()));
    }
    Optional<YamlScalar> scalar = map.scalar("reason", "a reason such as `CAPPED`");
    if (scalar.isPresent() && !known.contains(scalar.get().text())) {
      scalar
          .get()
          .error(
              ProblemCode.UNKNOWN_WORD,
              "`reason` is `%s`.%s"
                  .formatted(scalar.get().shown(), Nearest.hint(scalar.get().text(), known)));
    }
    return scalar.map(YamlScalar::text);
  }
}
