package io.campanile.cli.explain;

import io.campanile.patterns.yaml.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What to tell where there is nothing to explain: that, too, has its reasons. */
public final class NothingKnown {

  private NothingKnown() {}

  /** No record is the customer's. */
  public static List<String> ofCustomer(CustomerSearch search, String customerId) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Nothing is known of customer "
            + Words.printable(customerId)
            + ": none of the "
            + LocalClock.counted(search.recordsSeen(), "record")
            + " is about it.");
    search.nearest().ifPresent(id -> lines.add("Did you mean " + Words.printable(id) + "?"));
    lines.add("");
    lines.add("No trigger fired, so nothing was to be decided. That can be because");
    lines.add("  - what the customer did fits no campaign's steps, or not within their time;");
    lines.add("  - something stopped it in time, as an order stops the reminder of a cart;");
    lines.add("  - the campaigns were paused, or drafts;");
    lines.add("  - the events came under another id, such as a visitor's before the login;");
    lines.add("  - the events never arrived, or could not be read: look into the dead letters;");
    lines.add("  - the records are older than what is kept here.");
    return lines;
  }

  /** Records are the customer's, but none is the campaign's. */
  public static List<String> ofCampaign(CustomerRecords records, String campaign) {
    Set<String> known = Explanation.campaigns(records);
    String slip =
        Nearest.to(campaign, known)
            .map(name -> "Did you mean " + Words.printable(name) + "? ")
            .orElse("");
    return List.of(
        "No trigger of "
            + Words.printable(campaign)
            + " fired for customer "
            + Words.printable(records.customerId())
            + ": what the customer did does not fit its steps, or something stopped it in time, or"
            + " it was paused.",
        slip
            + "There is something to tell of "
            + Words.list(List.copyOf(known), Words::printable)
            + ".");
  }
}
