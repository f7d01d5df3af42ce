package io.campanile.jobs.compare;

import io.campanile.connectors.json.RecordJson;
import io.campanile.jobs.compare.VersionLog.Sent;
import io.campanile.model.DecisionRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/** Makes examples of what was compared. */
final class Examples {

  /** Sends that go along, for the sake of a cap that counts them. */
  private static final int SENT = 20;

  private Examples() {}

  static Example ofBoth(Change change, Sent before, Sent after) {
    DecisionRecord decision = after.decision();
    return new Example(
        decision.customerId(),
        decision.campaign(),
        decision.channel().wireName(),
        decision.key(),
        change,
        before.atMillis(),
        after.atMillis(),
        decision.timezone(),
        what(before, after),
        "",
        "",
        "",
        List.of());
  }

  /** What is said instead; of variables only the names, because values may be personal. */
  private static List<String> what(Sent before, Sent after) {
    List<String> what = new ArrayList<>();
    if (!before.template().equals(after.template())) {
      what.add("template " + before.template() + " → " + after.template());
    }
    TreeSet<String> names = new TreeSet<>(before.variables().keySet());
    names.addAll(after.variables().keySet());
    names.removeIf(
        name -> Objects.equals(before.variables().get(name), after.variables().get(name)));
    if (!names.isEmpty()) {
      what.add((names.size() == 1 ? "variable " : "variables ") + String.join(", ", names));
    }
    return what;
  }

  static Example ofOne(Change change, Sent sent, Reasons.Found why, List<Sent> sentElsewhere) {
    DecisionRecord decision = sent.decision();
    boolean more = change == Change.MORE;
    long untilMillis = sent.atMillis() + Pairs.MOST_MOVED.toMillis();
    List<String> sends =
        sentElsewhere.stream()
            .filter(other -> other.atMillis() <= untilMillis)
            .map(other -> new String(RecordJson.write(other.decision()), StandardCharsets.UTF_8))
            .toList();
    return new Example(
        decision.customerId(),
        decision.campaign(),
        decision.channel().wireName(),
        decision.key(),
        change,
        more ? Example.NEVER : sent.atMillis(),
        more ? sent.atMillis() : Example.NEVER,
        decision.timezone(),
        List.of(),
        why.reason(),
        why.rule(),
        why.record(),
        sends.subList(Math.max(0, sends.size() - SENT), sends.size()));
  }
}
