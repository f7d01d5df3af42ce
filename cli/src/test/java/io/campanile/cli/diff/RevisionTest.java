package io.campanile.cli.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevisionTest {

  @TempDir private Path repository;

  @BeforeEach
  void commitTwice() throws Exception {
    try (Git git = Git.init().setInitialBranch("main").setDirectory(repository.toFile()).call()) {
      write("crm/patterns/campaigns/a.yaml", "campaign: a");
      write("crm/patterns/campaigns/a.test.yaml", "[]");
      write("crm/patterns/campaigns/deep/b.yaml", "not one of them");
      write("crm/patterns/policy.yaml", "time-zone: UTC");
      write("crm/patterns/README.md", "not one of them");
      commit(git, "first");
      write("crm/patterns/campaigns/a.yaml", "campaign: a # changed");
      commit(git, "second");
      // Not committed.
      write("crm/patterns/campaigns/a.yaml", "campaign: a # again");
    }
  }

  private void write(String file, String text) throws IOException {
    Path path = repository.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private static void commit(Git git, String message) throws GitAPIException {
    git.add().addFilepattern(".").call();
    git.commit()
        .setMessage(message)
        .setSign(false)
        .setAuthor("A", "a@example.org")
        .setCommitter("A", "a@example.org")
        .call();
  }

  private static Revision revision(String text) {
    return Revision.of(text).orElseThrow();
  }

  @Test
  void hasTheFilesThatADirectoryWouldHave() throws IOException {
    assertThat(revision("HEAD:crm/patterns").read(repository).texts())
        .containsOnlyKeys("campaigns/a.yaml", "campaigns/a.test.yaml", "policy.yaml")
        .containsEntry("campaigns/a.yaml", "campaign: a # changed");
  }

  @Test
  void knowsBranchesAndParentsFromAnywhereInTheRepository() throws IOException {
    Path inside = repository.resolve("crm/patterns");
    assertThat(revision("main~1:crm/patterns/").read(inside).texts())
        .containsEntry("campaigns/a.yaml", "campaign: a");
    assertThat(revision("main:./crm/patterns").read(inside).texts())
        .containsEntry("campaigns/a.yaml", "campaign: a # changed");
  }

  @Test
  void saysWhatIsNotThere() throws IOException {
    assertThatIOException()
        .isThrownBy(() -> revision("nowhere:crm/patterns").read(repository))
        .withMessageContaining("git knows no revision `nowhere`");
    assertThatIOException()
        .isThrownBy(() -> revision("main:crm").read(repository))
        .withMessageContaining("no `campaigns/`");
    Path outside = Files.createTempDirectory("outside");
    try {
      assertThatIOException()
          .isThrownBy(() -> revision("main:crm").read(outside))
          .withMessageContaining("is in no git repository");
    } finally {
      Files.delete(outside);
    }
  }

  @Test
  void aDirectoryIsNoRevision() {
    assertThat(Revision.of("../patterns")).isEmpty();
    assertThat(Revision.of(":x")).isEmpty();
    assertThat(Revision.of("main:")).contains(new Revision("main", ""));
  }
}
