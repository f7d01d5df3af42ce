package io.campanile.cli.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campanile.jobs.tally.Course;
import io.campanile.jobs.tally.Delays;
import io.campanile.jobs.tally.Ending;
import io.campanile.jobs.tally.Fatigue;
import io.campanile.jobs.tally.Lane;
import io.campanile.jobs.tally.ReplayTally;
import io.campanile.jobs.tally.Stage;
import io.campanile.jobs.tally.Story;
import io.campanile.jobs.tally.Stretch;
import io.campanile.model.Channel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** {@code report.html}: what a replay found, as one page to look at. */
public final class ReplayReport {

  /** Weeks of which the messages are told one by one; older ones are in the sum only. */
  private static final int WEEKS = 26;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /**
   * What was replayed.
   *
   * @param name of the patterns, as the user gave it
   * @param events the names of the files
   * @param deadLetters lines that were no events
   * @param duplicates events that were there before
   */
  public record Replayed(String name, List<String> events, long deadLetters, long duplicates) {}

  private final List<ReplayedRelease> releases;
  private final ZoneId zone;
  private final ReplayTally tally;
  private final List<ShownCampaign> campaigns;
  private final List<String> names;

  private ReplayReport(List<ReplayedRelease> releases, ReplayTally tally) {
    this.releases = ShownCampaign.inOrder(releases);
    this.zone = this.releases.get(0).patterns().policy().timeZone();
    this.tally = tally;
    this.campaigns = ShownCampaign.of(this.releases);
    this.names = campaigns.stream().map(ShownCampaign::name).toList();
  }

  /**
   * Writes the page.
   *
   * @param releases all that it ran by, at least one
   */
  public static void write(
      Path file, Replayed replayed, List<ReplayedRelease> releases, ReplayTally tally)
      throws IOException {
    String json = new ReplayReport(releases, tally).json(replayed).toString();
    String title = "Campanile: replay of " + replayed.name();
    Files.writeString(
        file,
        SelfContainedPage.of(
            title, List.of("charts.js", "shared.js", "report.js", "stories.js"), json));
  }

  private ObjectNode json(Replayed replayed) throws IOException {
    ObjectNode root = JSON.objectNode();
    root.put("name", replayed.name());
    root.set("releases", releases());
    root.put("zone", zone.getId());
    ArrayNode files = root.putArray("files");
    replayed.events().forEach(files::add);
    root.put("deadLetters", replayed.deadLetters());
    root.put("duplicates", replayed.duplicates());
    root.put("events", tally.events());
    root.put("customers", tally.customers());
    root.put("reached", tally.customersReached());
    root.set("channels", channels());
    root.set("campaigns", campaigns());
    root.set("course", course(tally.course()));
    root.set("endings", endings());
    root.set("delays", delays());
    root.set("hours", lanes(tally.hours().rows()));
    root.set("fatigue", fatigue(tally.fatigue(), tally.course()));
    root.set("stories", stories());
    return root;
  }

  private static ArrayNode channels() {
    ArrayNode channels = JSON.arrayNode();
    for (Channel channel : Channel.values()) {
      channels.add(channel.wireName());
    }
    return channels;
  }

  /** Of each its id and, but for the first, the local time from which it is in force. */
  private ArrayNode releases() {
    ArrayNode all = JSON.arrayNode();
    for (ReplayedRelease release : releases) {
      ArrayNode row = all.addArray().add(release.patterns().release());
      release
          .from()
          .ifPresent(
              from ->
                  row.add(
                      from.atZone(zone)
                          .toLocalDateTime()
                          .toInstant(ZoneOffset.UTC)
                          .toEpochMilli()));
    }
    return all;
  }

  private ArrayNode campaigns() {
    SortedMap<String, long[]> stages = tally.stages().rows();
    ArrayNode all = JSON.arrayNode();
    for (ShownCampaign campaign : campaigns) {
      ObjectNode node = all.addObject();
      node.put("name", campaign.name());
      node.put("description", campaign.description());
      node.put("status", campaign.status());
      node.put("steps", campaign.steps());
      node.put("first", campaign.first());
      node.put("last", campaign.last());
      ArrayNode counts = node.putArray("stages");
      long[] row = stages.getOrDefault(campaign.name(), new long[Stage.values().length]);
      for (Stage stage : Stage.values()) {
        counts.add(row[stage.column()]);
      }
    }
    return all;
  }

  private ObjectNode course(Course course) {
    ObjectNode node = TallyJson.stretch(course);
    Stretch stretch = course.stretch();
    ArrayNode all = node.putArray("series");
    course
        .series()
        .forEach(
            (series, buckets) -> {
              ArrayNode row = all.addArray();
              lane(row, series.lane());
              row.add(series.measure().name());
              ArrayNode counts = row.addArray();
              TallyJson.addCounts(counts, buckets, stretch);
            });
    return node;
  }

  private void lane(ArrayNode row, Lane lane) {
    row.add(names.indexOf(lane.campaign())).add(lane.channel());
  }

  private ArrayNode endings() {
    ArrayNode all = JSON.arrayNode();
    for (Map.Entry<Ending, long[]> entry : tally.endings().rows().entrySet()) {
      Ending ending = entry.getKey();
      ArrayNode row = all.addArray();
      lane(row, new Lane(ending.campaign(), ending.channel()));
      row.add(ending.kind().name()).add(ending.reason()).add(ending.rule());
      row.add(entry.getValue()[0]);
    }
    return all;
  }

  private ObjectNode delays() {
    ObjectNode node = JSON.objectNode();
    ArrayNode upTo = node.putArray("upTo");
    Delays.UP_TO.stream().map(Duration::toSeconds).forEach(upTo::add);
    node.set("rows", lanes(tally.delays().rows()));
    return node;
  }

  private ArrayNode lanes(SortedMap<Lane, long[]> rows) {
    ArrayNode all = JSON.arrayNode();
    rows.forEach(
        (lane, counts) -> {
          ArrayNode row = all.addArray();
          lane(row, lane);
          row.add(TallyJson.numbers(counts));
        });
    return all;
  }

  private static ObjectNode fatigue(Fatigue fatigue, Course course) {
    ObjectNode node = JSON.objectNode();
    node.set("byChannel", TallyJson.fatigue(fatigue));
    ArrayNode weeks = node.putArray("weeks");
    SortedMap<Long, long[]> all = fatigue.byWeek().rows();
    Course.Width width = course.width();
    long last = Course.Width.WEEK.bucketAt(width.startMillis(course.stretch().last() + 1) - 1);
    long first = Course.Width.WEEK.bucketAt(width.startMillis(course.stretch().first()));
    for (long week = Math.max(first, last - WEEKS + 1); week <= last; week++) {
      long[] counts = all.getOrDefault(week, new long[Fatigue.MOST + 1]);
      weeks.addArray().add(Course.Width.WEEK.startMillis(week)).add(TallyJson.numbers(counts));
    }
    ArrayNode busiest = node.putArray("busiest");
    for (Fatigue.Busiest week : fatigue.busiest()) {
      busiest
          .addArray()
          .add(week.customerId())
          .add(Course.Width.WEEK.startMillis(week.week()))
          .add(week.messages());
    }
    return node;
  }

  private ArrayNode stories() throws IOException {
    ArrayNode all = JSON.arrayNode();
    for (Story story : tally.samples().shown()) {
      all.add(StoryJson.of(story, zone));
    }
    return all;
  }
}
