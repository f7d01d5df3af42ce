package io.campanile.patterns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PatternDirectoryTest {

  @TempDir Path directory;

  @BeforeEach
  void createCampaigns() throws IOException {
    Files.createDirectory(directory.resolve("campaigns"));
  }

  @Test
  void takesTheFilesOfTheLanguageAndNothingElse() throws IOException {
    for (String file :
        new String[] {
          "policy.yaml",
          "traits.yaml",
          "segments.yaml",
          "campanile.yaml",
          "README.md",
          "campaigns/b.yaml",
          "campaigns/a.yaml",
          "campaigns/a.test.yaml",
          "campaigns/slip.yml",
          "campaigns/.hidden.yaml",
          "campaigns/notes.txt"
        }) {
      Files.writeString(directory.resolve(file), "# " + file);
    }

    assertThat(PatternDirectory.read(directory).texts())
        .containsOnlyKeys(
            "campaigns/a.test.yaml",
            "campaigns/a.yaml",
            "campaigns/b.yaml",
            "campaigns/slip.yml",
            "policy.yaml",
            "segments.yaml",
            "traits.yaml")
        .containsEntry("policy.yaml", "# policy.yaml");
  }

  @Test
  void refusesWhatIsNoDirectoryOfPatterns() throws IOException {
    assertThatThrownBy(() -> PatternDirectory.read(directory.resolve("nowhere")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("nowhere")
        .hasMessageContaining("no such directory, expected one with `campaigns/` in it");
    assertThatThrownBy(() -> PatternDirectory.read(directory.resolve("campaigns")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no such directory, expected the campaigns' files in it")
        .hasMessageEndingWith("Did you mean the directory above?");
    Path file = Files.createFile(directory.resolve("policy.yaml"));
    assertThatThrownBy(() -> PatternDirectory.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("this is a file, expected the directory that has `campaigns/` in it");
  }

  @Test
  void refusesWhatIsNotUtf8() throws IOException {
    Files.write(directory.resolve("policy.yaml"), new byte[] {'a', (byte) 0xE4, 'b'});

    assertThatThrownBy(() -> PatternDirectory.read(directory))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("policy.yaml: this is not UTF-8");
  }
}
