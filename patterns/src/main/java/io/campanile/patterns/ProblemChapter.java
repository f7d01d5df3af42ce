package io.campanile.patterns;

/** What a problem is about. */
public enum ProblemChapter {
  YAML("YAML"),
  FILES("Files"),
  KEYS("Keys"),
  VALUES("Values"),
  CAMPAIGNS("Campaigns"),
  EXPRESSIONS("Expressions"),
  POLICY("Policy"),
  TRAITS("Traits"),
  TESTS("Tests"),
  WARNINGS("Warnings");

  private final String title;

  ProblemChapter(String title) {
    this.title = title;
  }

  /** The heading. */
  public String title() {
    return title;
  }
}
