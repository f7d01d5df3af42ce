package io.campanile.patterns;

import java.util.List;

/** The files that people write, and the keys of everything in them. */
public final class Shapes {

  /**
   * One kind of file.
   *
   * @param name as in {@code campaign.schema.json}
   * @param files which files, as editors match them
   * @param title of the reference
   * @param form what such a file holds
   * @param shapes each kind of mapping in it, for the reference
   */
  public record FileKind(
      String name, List<String> files, String title, Form form, List<Shape> shapes) {}

  /** A campaign. */
  public static final Shape CAMPAIGN = CampaignShapes.CAMPAIGN;

  /** A test. */
  public static final Shape TEST_CASE = TestShapes.CASE;

  /** An event of a test. */
  public static final Shape TEST_EVENT = TestShapes.EVENT;

  /** A line of what a test expects. */
  public static final Shape EXPECTATION = TestShapes.EXPECTATION;

  /** A template. */
  public static final Shape TEMPLATE = PolicyShapes.TEMPLATE;

  /** The kinds of files, in the order of the reference. */
  public static final List<FileKind> FILES =
      List.of(
          new FileKind(
              "campaign",
              List.of("campaigns/*.yaml", "!campaigns/*.test.yaml"),
              "A campaign",
              new Form.Keys(CampaignShapes.CAMPAIGN),
              List.of(
                  CampaignShapes.CAMPAIGN,
                  CampaignShapes.TRIGGER,
                  CampaignShapes.EVENT_STEP,
                  CampaignShapes.WITHOUT_STEP,
                  CampaignShapes.CANCEL_ON,
                  CampaignShapes.ACTION,
                  CampaignShapes.VARIABLE)),
          new FileKind(
              "tests",
              List.of("campaigns/*.test.yaml"),
              "Tests of a campaign",
              new Form.Several(new Form.Keys(TestShapes.CASE), 0),
              List.of(TestShapes.CASE, TestShapes.EVENT, TestShapes.EXPECTATION)),
          new FileKind(
              "policy",
              List.of("policy.yaml"),
              "The policy",
              new Form.Keys(PolicyShapes.POLICY),
              List.of(
                  PolicyShapes.POLICY,
                  PolicyShapes.CHANNEL,
                  PolicyShapes.QUIET_HOURS,
                  PolicyShapes.CAP,
                  PolicyShapes.HOLDOUT,
                  PolicyShapes.SESSION)),
          new FileKind(
              "traits",
              List.of("traits.yaml"),
              "Computed traits",
              new Form.Named(
                  "[A-Za-z_][A-Za-z0-9_]*",
                  new Form.Either(
                      TraitShapes.ALL.stream().map(shape -> (Form) new Form.Keys(shape)).toList())),
              TraitShapes.ALL),
          new FileKind(
              "segments",
              List.of("segments.yaml"),
              "Segments",
              new Form.Named("[A-Za-z0-9][A-Za-z0-9._-]*", new Form.Cel(List.of("profile", "now"))),
              List.of()),
          new FileKind(
              "templates",
              List.of("templates.yaml"),
              "Templates",
              new Form.Named("", new Form.Keys(PolicyShapes.TEMPLATE)),
              List.of(PolicyShapes.TEMPLATE)));

  private Shapes() {}
}
