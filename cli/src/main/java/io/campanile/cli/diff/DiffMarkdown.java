package io.campanile.cli.diff;

import static io.campanile.cli.diff.DiffWords.counted;
import static io.campanile.cli.diff.DiffWords.number;
import static io.campanile.cli.diff.DiffWords.signed;

import io.campanile.cli.diff.CampaignChanges.Counted;
import io.campanile.cli.diff.CampaignChanges.Row;
import io.campanile.jobs.compare.Example;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Differences for the comment of a pull request: a sentence, a table, and the rest folded away. */
final class DiffMarkdown {

  /** Campaigns that are told of; a comment has a limit. */
  private static final int CAMPAIGNS = 20;

  private static final int EXAMPLES = 6;
  private static final int WHYS = 8;

  private final StringBuilder text = new StringBuilder();

  private DiffMarkdown() {}

  static String of(Diff diff) throws IOException {
    DiffMarkdown markdown = new DiffMarkdown();
    markdown.write(diff);
    return markdown.text.toString();
  }

  private void write(Diff diff) throws IOException {
    line(
        "### What this change would have done",
        "",
        "%s → %s, over %s of %s."
            .formatted(
                Printable.markdown(diff.nameBefore()),
                Printable.markdown(diff.nameAfter()),
                counted(diff.difference().after().events(), "event"),
                counted(diff.difference().after().customers(), "customer")),
        "");
    List<CampaignChanges> changed =
        diff.changed().stream()
            .sorted(
                Comparator.comparingLong(
                        (CampaignChanges campaign) -> -campaign.sum().differences())
                    .thenComparing(CampaignChanges::name))
            .toList();
    Row sum = diff.sum();
    if (changed.isEmpty()) {
      line(
          "**Nothing is different:** every customer gets the same %s at the same time."
              .formatted(counted(sum.after(), "action")));
      return;
    }
    line(
        "**%s sent** (%s before, %s after). Something is different for **%s**."
            .formatted(
                counted(sum.after() - sum.before()),
                number(sum.before()),
                number(sum.after()),
                counted(diff.difference().customersChanged(), "customer")),
        "");
    List<CampaignChanges> told = changed.subList(0, Math.min(CAMPAIGNS, changed.size()));
    table(told);
    for (CampaignChanges campaign : told) {
      details(campaign);
    }
    if (changed.size() > told.size()) {
      line("And %s more.".formatted(counted(changed.size() - told.size(), "campaign")), "");
    }
    unchanged(diff.unchanged());
  }

  private static String counted(long more) {
    return signed(more) + " action" + (Math.abs(more) == 1 ? "" : "s");
  }

  private static String counted(long count, String thing) {
    return DiffWords.counted(count, thing);
  }

  private void table(List<CampaignChanges> campaigns) {
    line(
        "| Campaign | Channel | Before | After | More | Fewer | Moved | Changed |",
        "|---|---|--:|--:|--:|--:|--:|--:|");
    for (CampaignChanges campaign : campaigns) {
      for (Row channel : campaign.channels()) {
        if (channel.differences() > 0) {
          line(
              "| %s | %s | %s | %s | %s | %s | %s | %s |"
                  .formatted(
                      Printable.markdown(campaign.name()),
                      channel.name(),
                      number(channel.before()),
                      number(channel.after()),
                      some(channel.more()),
                      some(channel.fewer()),
                      some(channel.moved()),
                      some(channel.changed())));
        }
      }
    }
    line("");
  }

  private static String some(long count) {
    return count == 0 ? "" : number(count);
  }

  private void details(CampaignChanges campaign) throws IOException {
    line(
        "<details><summary>%s: why, and for whom</summary>"
            .formatted(Printable.markdown(campaign.name())),
        "");
    for (Counted why : campaign.whys().stream().limit(WHYS).toList()) {
      line(
          "- %s %s, %s: %s"
              .formatted(
                  number(why.count()),
                  why.why().change().name().toLowerCase(Locale.ROOT),
                  why.why().channel(),
                  Printable.markdown(DiffWords.reason(why.why()))));
    }
    line("", "| Customer | Channel | What |", "|---|---|---|");
    for (Example example : campaign.examples().stream().limit(EXAMPLES).toList()) {
      line(
          "| %s | %s | %s |"
              .formatted(
                  Printable.markdown(example.customerId()),
                  example.channel(),
                  Printable.markdown(DiffWords.of(example))));
    }
    line("", "</details>", "");
  }

  private void unchanged(List<String> names) {
    if (!names.isEmpty()) {
      line(
          "Unchanged: "
              + names.stream().map(Printable::markdown).collect(Collectors.joining(", "))
              + ".");
    }
  }

  private void line(String... lines) {
    for (String line : lines) {
      text.append(line).append('\n');
    }
  }
}
