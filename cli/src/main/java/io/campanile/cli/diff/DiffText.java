package io.campanile.cli.diff;

import static io.campanile.cli.diff.DiffWords.counted;
import static io.campanile.cli.diff.DiffWords.number;
import static io.campanile.cli.diff.DiffWords.signed;

import io.campanile.cli.diff.CampaignChanges.Counted;
import io.campanile.cli.diff.CampaignChanges.Row;
import io.campanile.jobs.compare.Example;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Differences for a terminal. */
final class DiffText {

  private static final int EXAMPLES = 4;
  private static final int WHYS = 4;

  private final StringBuilder text = new StringBuilder();
  private final int width;

  private DiffText(Diff diff) {
    width =
        diff.campaigns().stream().mapToInt(campaign -> campaign.name().length()).max().orElse(0)
            + 2;
  }

  static String of(Diff diff) throws IOException {
    DiffText text = new DiffText(diff);
    text.write(diff);
    return text.text.toString();
  }

  private void write(Diff diff) throws IOException {
    Row sum = diff.sum();
    line(diff.nameBefore() + " → " + diff.nameAfter());
    line(
        "%s of %s. Sent: %s before, %s after, %s.",
        counted(diff.difference().after().events(), "event"),
        counted(diff.difference().after().customers(), "customer"),
        number(sum.before()),
        number(sum.after()),
        signed(sum.after() - sum.before()));
    List<CampaignChanges> changed = diff.changed();
    if (changed.isEmpty()) {
      line("Nothing is different: every customer gets the same at the same time.");
      return;
    }
    line(
        "Something is different for %s.",
        counted(diff.difference().customersChanged(), "customer"));
    passedOver(diff);
    line("");
    table(changed);
    for (CampaignChanges campaign : changed) {
      campaign(campaign);
    }
    if (!diff.unchanged().isEmpty()) {
      line("");
      line("Unchanged: " + String.join(", ", diff.unchanged()));
    }
  }

  private void passedOver(Diff diff) {
    long passedOver = diff.difference().customersPassedOver();
    if (passedOver > 0) {
      line("Not compared: %s with too many actions to be human.", counted(passedOver, "customer"));
    }
  }

  private void table(List<CampaignChanges> changed) {
    row("", "before", "after", "more", "fewer", "moved", "changed");
    for (CampaignChanges campaign : changed) {
      row(campaign.name(), campaign.sum());
      if (campaign.channels().size() > 1) {
        campaign.channels().forEach(channel -> row("  " + channel.name(), channel));
      }
    }
  }

  private void row(String name, Row row) {
    row(
        name,
        number(row.before()),
        number(row.after()),
        some(row.more()),
        some(row.fewer()),
        some(row.moved()),
        some(row.changed()));
  }

  private static String some(long count) {
    return count == 0 ? "" : number(count);
  }

  private void row(String name, String... cells) {
    StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "%-" + width + "s", name));
    for (String cell : cells) {
      row.append(String.format(Locale.ROOT, "%9s", cell));
    }
    line(row.toString().stripTrailing());
  }

  private void campaign(CampaignChanges campaign) throws IOException {
    line("");
    line(campaign.name());
    campaign.whys().stream().limit(WHYS).forEach(this::why);
    if (campaign.whys().size() > WHYS) {
      line("  and %s", counted(campaign.whys().size() - WHYS, "rarer reason"));
    }
    for (Example example :
        campaign.examples().subList(0, Math.min(EXAMPLES, campaign.examples().size()))) {
      line(
          "  %s, %s%s: %s",
          Printable.of(example.customerId()),
          example.channel(),
          example.key().isEmpty() ? "" : " for " + Printable.of(example.key()),
          Printable.of(DiffWords.of(example)));
    }
  }

  private void why(Counted why) {
    line(
        "  %s %s, %s: %s",
        number(why.count()),
        why.why().change().name().toLowerCase(Locale.ROOT),
        why.why().channel(),
        DiffWords.reason(why.why()));
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  private void line(String format, Object... values) {
    line(String.format(Locale.ROOT, format, values));
  }
}
