package io.campanile.patterns.cases;

import io.campanile.model.EventContext;
import io.campanile.model.EventNames;
import io.campanile.patterns.Campaign.Status;
import io.campanile.patterns.ProblemCode;
import io.campanile.patterns.Shapes;
import io.campanile.patterns.Words;
import io.campanile.patterns.cases.TestCase.TestEvent;
import io.campanile.patterns.yaml.JsonValue;
import io.campanile.patterns.yaml.Span;
import io.campanile.patterns.yaml.YamlList;
import io.campanile.patterns.yaml.YamlMap;
import io.campanile.patterns.yaml.YamlScalar;
import io.campanile.patterns.yaml.YamlValue;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the tests of one campaign. */
public final class TestFileReader {

  private static final String A_MOMENT = "a time such as `\"10:00\"` or `\"2 10:00\"`";
  private static final String ALL = "all";

  private final TestScope scope;
  private final ExpectationReader expectations;

  private TestFileReader(TestScope scope) {
    this.scope = scope;
    this.expectations = new ExpectationReader(scope);
  }

  /** The cases that are right. */
  public static TestFile read(String path, YamlValue file, TestScope scope) {
    TestFileReader reader = new TestFileReader(scope);
    List<TestCase> cases = new ArrayList<>();
    Set<String> names = new HashSet<>();
    List<YamlMap> maps =
        file.asList("a list of tests, each with `name`, `events` and `expect`")
            .map(list -> list.maps("a test, with `name`, `events` and `expect`"))
            .orElse(List.of());
    for (YamlMap map : maps) {
      reader.testCase(map, names).ifPresent(cases::add);
    }
    return new TestFile(path, scope.campaign(), List.copyOf(cases));
  }

  private Optional<TestCase> testCase(YamlMap map, Set<String> names) {
    map.allow(Shapes.TEST_CASE.keys());
    map.require("name", "what the test shows, in a sentence");
    Optional<String> name = map.text("name");
    name.filter(found -> !names.add(found))
        .ifPresent(
            found ->
                map.errorAt(
                    "name",
                    ProblemCode.NAME_TAKEN,
                    "A test above is called `" + found + "` already. Take another name."));
    Set<String> campaigns = campaigns(map);
    boolean holdout = map.flag("holdout").orElse(false);
    if (holdout && !scope.canHoldOut()) {
      map.errorAt(
          "holdout",
          ProblemCode.TEST_SUBJECT,
          "Nobody is held out: `policy.yaml` has no `holdout`, or one of no percent.");
    }
    Status status = map.choice("status", Words.TESTED_STATUS).orElse(Status.LIVE);
    Optional<LocalDate> date = map.scalar("date", "a date").flatMap(TestFileReader::date);
    Optional<Moment> until = moment(map, "until");
    Map<String, @Nullable Object> profile = object(map, "profile");
    List<TestEvent> events =
        map
            .list("events", "a list of events")
            .map(list -> list.maps("an event"))
            .orElse(List.of())
            .stream()
            .flatMap(event -> event(event).stream())
            .toList();
    Optional<YamlValue> expect = map.require("expect", "what comes of it, or `[]` for nothing");
    List<Expectation> expected =
        expect.flatMap(value -> value.asList("a list of what comes of it")).stream()
            .flatMap(list -> entries(list).stream())
            .flatMap(entry -> expectations.read(entry, campaigns).stream())
            .toList();
    Optional<Span> written = expect.map(YamlValue::span);
    Span key = map.key("expect").map(YamlValue::span).orElse(map.span());
    return name.flatMap(
        n ->
            written.map(
                span ->
                    new TestCase(
                        n,
                        map.place().line(),
                        profile,
                        holdout,
                        status,
                        campaigns,
                        date.orElse(TestCase.USUAL_DATE),
                        until,
                        events,
                        expected,
                        key,
                        span)));
  }

  private static List<YamlMap> entries(YamlList list) {
    return list.maps("a mapping such as `{at: \"11:00\", send: email}`");
  }

  private Set<String> campaigns(YamlMap map) {
    Set<String> names = new LinkedHashSet<>();
    names.add(scope.campaign());
    Optional<YamlValue> with = map.get("with");
    if (with.isEmpty()) {
      return Collections.unmodifiableSet(names);
    }
    if (with.get() instanceof YamlScalar scalar && scalar.text().equals(ALL)) {
      names.addAll(scope.campaigns());
      return Collections.unmodifiableSet(names);
    }
    List<YamlScalar> scalars =
        with.get() instanceof YamlList list
            ? list.scalars("the name of a campaign")
            : with.get().asScalar("the name of a campaign, or `all`").stream().toList();
    for (YamlScalar scalar : scalars) {
      scope.checkCampaign(scalar);
      names.add(scalar.text());
    }
    return Collections.unmodifiableSet(names);
  }

  private static Optional<LocalDate> date(YamlScalar scalar) {
    try {
      return Optional.of(LocalDate.parse(scalar.text()));
    } catch (DateTimeException e) {
      scalar.error(
          ProblemCode.TEST_TIME,
          "`date` is `" + scalar.shown() + "`, expected a date such as `2026-12-24`.");
      return Optional.empty();
    }
  }

  /** The moment at a key; empty where it is missing or wrong. */
  static Optional<Moment> moment(YamlMap map, String key) {
    Optional<YamlScalar> scalar = map.scalar(key, A_MOMENT);
    Optional<Moment> moment = scalar.flatMap(found -> Moment.parse(found.text()));
    if (scalar.isPresent() && moment.isEmpty()) {
      String text = scalar.get().text();
      String hint =
          text.matches("[0-9]:[0-5][0-9]") ? " Two digits for the hour: `\"0" + text + "\"`." : "";
      scalar
          .get()
          .error(
              ProblemCode.TEST_TIME,
              "`%s` is `%s`, expected %s.%s".formatted(key, scalar.get().shown(), A_MOMENT, hint));
    }
    return moment;
  }

  private static Map<String, @Nullable Object> object(YamlMap map, String key) {
    return map.map(key, "a mapping such as `{email: a@shop.example}`")
        .map(found -> JsonValue.of(found, List.of()))
        .orElse(Map.of());
  }

  private static Map<String, @Nullable Object> context(YamlMap map) {
    map.map("context", "a mapping such as `{channel: offline}`")
        .ifPresent(
            context ->
                context.allow(
                    EventContext.CAMPAIGN,
                    EventContext.DEVICE,
                    EventContext.PAGE,
                    EventContext.CHANNEL,
                    EventContext.ADDRESS));
    return object(map, "context");
  }

  private static Optional<TestEvent> event(YamlMap map) {
    map.require("at", A_MOMENT);
    Optional<Moment> at = moment(map, "at");
    if (map.has("event") == map.has("identify")) {
      map.error(
          ProblemCode.TEST_ENTRY,
          map.has("event")
              ? "This is both an event and an `identify`. Make this two lines."
              : "This says neither `event` nor `identify`, expected one of them.");
      return Optional.empty();
    }
    if (map.has("identify")) {
      map.allow("at", "identify", "context");
      Map<String, @Nullable Object> said = object(map, "identify");
      return at.map(moment -> new TestEvent(moment, "", said, context(map)));
    }
    Optional<String> name =
        map.scalar("event", "the name of an event").map(scalar -> scalar.text().strip());
    Map<String, @Nullable Object> properties = JsonValue.of(map, Shapes.TEST_EVENT.keys());
    properties.putAll(object(map, "properties"));
    return at.flatMap(
        moment ->
            name.map(
                text ->
                    new TestEvent(moment, EventNames.canonical(text), properties, context(map))));
  }
}
