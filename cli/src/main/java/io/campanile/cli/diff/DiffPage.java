package io.campanile.cli.diff;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campanile.cli.diff.CampaignChanges.Counted;
import io.campanile.cli.diff.CampaignChanges.Row;
import io.campanile.cli.report.SelfContainedPage;
import io.campanile.cli.report.TallyJson;
import io.campanile.jobs.compare.Change;
import io.campanile.jobs.compare.Difference;
import io.campanile.jobs.compare.Example;
import io.campanile.jobs.tally.Lane;
import io.campanile.jobs.tally.ReplayTally;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Differences as a page to look at, with the look of a replay's report. */
final class DiffPage {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private DiffPage() {}

  static String of(Diff diff) throws IOException {
    return SelfContainedPage.of(
        "Campanile: " + diff.nameBefore() + " → " + diff.nameAfter(),
        List.of("charts.js", "shared.js", "diff.js"),
        json(diff).toString());
  }

  private static ObjectNode json(Diff diff) throws IOException {
    Difference difference = diff.difference();
    ObjectNode root = JSON.objectNode();
    ArrayNode files = root.putArray("files");
    diff.events().forEach(files::add);
    root.put("zone", diff.after().policy().timeZone().getId());
    root.put("events", difference.after().events());
    root.put("customers", difference.after().customers());
    root.put("customersChanged", difference.customersChanged());
    root.put("customersPassedOver", difference.customersPassedOver());
    root.set("before", version(diff.nameBefore(), diff.before().release(), difference.before()));
    root.set("after", version(diff.nameAfter(), diff.after().release(), difference.after()));
    root.set("course", TallyJson.sentCourse(difference.before(), difference.after()));
    ArrayNode campaigns = root.putArray("campaigns");
    for (CampaignChanges campaign : diff.campaigns()) {
      campaigns.add(campaign(campaign, difference));
    }
    return root;
  }

  private static ObjectNode version(String name, String release, ReplayTally tally) {
    ObjectNode node = JSON.objectNode();
    node.put("name", name);
    node.put("release", release);
    node.put("reached", tally.customersReached());
    node.set("stages", TallyJson.numbers(tally.stages().total()));
    node.set("fatigue", TallyJson.fatigue(tally.fatigue()));
    return node;
  }

  private static ObjectNode campaign(CampaignChanges campaign, Difference difference)
      throws IOException {
    ObjectNode node = JSON.objectNode();
    node.put("name", campaign.name());
    ArrayNode channels = node.putArray("channels");
    Map<Lane, long[]> shifts = difference.shifts().rows();
    for (Row channel : campaign.channels()) {
      ArrayNode row = channels.addArray().add(channel.name());
      row.add(channel.before()).add(channel.after()).add(channel.more()).add(channel.fewer());
      row.add(channel.moved()).add(channel.changed());
      row.add(
          TallyJson.numbers(
              shifts.getOrDefault(
                  new Lane(campaign.name(), channel.name()), new long[Difference.SHIFT_BUCKETS])));
    }
    ArrayNode whys = node.putArray("whys");
    for (Counted why : campaign.whys()) {
      whys.addArray()
          .add(word(why.why().change()))
          .add(why.why().channel())
          .add(DiffWords.reason(why.why()))
          .add(why.count());
    }
    ArrayNode examples = node.putArray("examples");
    for (Example example : campaign.examples()) {
      examples
          .addArray()
          .add(word(example.change()))
          .add(example.customerId())
          .add(example.channel())
          .add(example.key())
          .add(DiffWords.of(example));
    }
    return node;
  }

  private static String word(Change change) {
    return change.name().toLowerCase(Locale.ROOT);
  }
}
