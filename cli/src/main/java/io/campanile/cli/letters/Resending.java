package io.campanile.cli.letters;

import io.campanile.cli.letters.Letter.Place;
import io.campanile.connectors.json.EventReader;
import io.campanile.connectors.json.Ingested;
import io.campanile.connectors.json.RawRecord;
import io.campanile.jobs.live.LiveConfig;
import io.campanile.jobs.topics.TopicCreation;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One run of sending letters again. */
public final class Resending {

  /** What one transaction carries: some megabytes at most, and no more is lost to an abort. */
  private static final int BATCH = 200;

  private final LiveConfig config;
  private final LetterTopics topics;
  private final LetterFilter filter;
  private final Optional<MendedLetters> mended;
  private final boolean again;
  private final boolean unchecked;
  private final boolean dryRun;
  private final EventReader reader = new EventReader();
  private final Clock clock = Clock.systemUTC();
  private final Outcome outcome = new Outcome();
  private final List<Letter> batch = new ArrayList<>();

  /**
   * A run.
   *
   * @param mended what is sent instead; only letters that it has are sent
   * @param again whether to send what was sent again already
   * @param unchecked whether to send what would be a dead letter again
   * @param dryRun whether only to say what would be sent
   */
  public Resending(
      LiveConfig config,
      LetterTopics topics,
      LetterFilter filter,
      Optional<MendedLetters> mended,
      boolean again,
      boolean unchecked,
      boolean dryRun) {
    this.config = config;
    this.topics = topics;
    this.filter = filter;
    this.mended = mended;
    this.again = again;
    this.unchecked = unchecked;
    this.dryRun = dryRun;
  }

  /** What became of the letters. */
  public static final class Outcome {
    private final List<String> lines = new ArrayList<>();
    private int sent;
    private int sentBefore;
    private int unusable;
    private String verb = "Sent";

    /** For people; the last one sums up. */
    public List<String> lines() {
      List<String> all = new ArrayList<>(lines);
      all.add(
          "%s %d; %d had been sent before; %d left alone."
              .formatted(verb, sent, sentBefore, unusable));
      return all;
    }

    /** Whether nothing was left alone. */
    public boolean isWhole() {
      return unusable == 0;
    }
  }

  /**
   * Sends them.
   *
   * @throws IOException when the brokers do not answer, or refuse; the message says how far it came
   */
  public Outcome run() throws IOException {
    if (dryRun) {
      outcome.verb = "Would send";
      choose(Optional.empty());
      return outcome;
    }
    TopicCreation.createResentLetters(config);
    // Shuts out every other run before it is read what others have sent.
    try (Resender resender = new Resender(config)) {
      choose(Optional.of(resender));
      return outcome;
    } catch (IOException e) {
      throw new IOException(e.getMessage() + " Sent before that: " + outcome.sent + ".", e);
    }
  }

  private void choose(Optional<Resender> resender) throws IOException {
    Set<Place> resent = topics.resent();
    Set<Place> missing = new LinkedHashSet<>();
    mended.ifPresent(file -> missing.addAll(file.places()));
    topics.letters(
        letter -> {
          missing.remove(letter.place());
          if (filter.takes(letter)) {
            Optional<Letter> chosen =
                mended.isPresent() ? mended.get().mended(letter) : Optional.of(letter);
            if (chosen.isPresent()) {
              judge(chosen.get(), resent, resender);
            }
          }
          return true;
        });
    flush(resender);
    missing.forEach(place -> leave(place, "it is not among the dead letters (any more)."));
  }

  private void judge(Letter letter, Set<Place> resent, Optional<Resender> resender)
      throws IOException {
    if (resent.contains(letter.place()) && !again) {
      outcome.sentBefore++;
      return;
    }
    if (!letter.whole()) {
      leave(letter.place(), "it was too large, and only its beginning was kept.");
      return;
    }
    Optional<String> problem = unchecked ? Optional.empty() : problem(letter);
    if (problem.isPresent()) {
      leave(letter.place(), "it would be a dead letter again: " + problem.get());
      return;
    }
    batch.add(letter);
    if (batch.size() == BATCH) {
      flush(resender);
    }
  }

  /** What the job would find wrong with it, were it to arrive now. */
  private Optional<String> problem(Letter letter) {
    Ingested read =
        reader.read(
            new RawRecord(
                letter.raw(),
                letter.raw().length,
                letter.source(),
                letter.place().topic(),
                letter.place().partition(),
                letter.place().offset(),
                clock.millis()));
    return read instanceof Ingested.Bad bad
        ? Optional.of(bad.letter().message())
        : Optional.empty();
  }

  private void flush(Optional<Resender> resender) throws IOException {
    if (resender.isPresent() && !batch.isEmpty()) {
      resender.get().send(batch, clock);
    }
    outcome.sent += batch.size();
    batch.clear();
  }

  private void leave(Place place, String reason) {
    outcome.unusable++;
    outcome.lines.add(place + ": " + reason);
  }
}
