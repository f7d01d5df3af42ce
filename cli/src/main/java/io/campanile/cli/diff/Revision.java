package io.campanile.cli.diff;

import io.campanile.patterns.PatternDirectory;
import io.campanile.patterns.PatternFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevTree;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.util.FS;

/**
 * A directory of patterns as a git revision has it, written as git writes it: {@code main:patterns}
 * or {@code HEAD~1:patterns}, the directory counted from the top of the repository.
 *
 * @param name of the revision: a branch, a tag, a commit, {@code HEAD~1}
 * @param directory from the top of the repository; empty for the top itself
 */
public record Revision(String name, String directory) {

  /** The revision that is written so; empty where it is none, such as {@code ../patterns}. */
  public static Optional<Revision> of(String text) {
    int colon = text.indexOf(':');
    if (colon <= 0) {
      return Optional.empty();
    }
    String directory = text.substring(colon + 1).replaceAll("^(\\./)+|/+$", "");
    return Optional.of(
        new Revision(text.substring(0, colon), directory.equals(".") ? "" : directory));
  }

  /**
   * The files of the directory, all those that a directory on disk would have.
   *
   * @param inside a directory of the repository
   * @throws IOException whose message says what is not there
   */
  public PatternFiles read(Path inside) throws IOException {
    try (Repository repository = repository(inside);
        RevWalk commits = new RevWalk(repository)) {
      ObjectId id = id(repository);
      RevTree tree = commits.parseTree(id);
      TreeMap<String, String> texts = new TreeMap<>();
      boolean hasCampaigns = false;
      try (TreeWalk walk = new TreeWalk(repository)) {
        walk.addTree(tree);
        walk.setRecursive(true);
        if (!directory.isEmpty()) {
          walk.setFilter(PathFilter.create(directory));
        }
        while (walk.next()) {
          String path =
              directory.isEmpty()
                  ? walk.getPathString()
                  : walk.getPathString().substring(directory.length() + 1);
          hasCampaigns |= path.startsWith("campaigns/");
          if (PatternDirectory.holds(path)) {
            texts.put(path, text(path, repository.open(walk.getObjectId(0)).getBytes()));
          }
        }
      }
      if (!hasCampaigns) {
        throw new IOException(this + ": no `campaigns/` with files in it there");
      }
      return new PatternFiles(texts);
    } catch (IncorrectObjectTypeException e) {
      throw new IOException(this + ": `" + name + "` is no commit", e);
    }
  }

  private static Repository repository(Path inside) throws IOException {
    FileRepositoryBuilder builder =
        new FileRepositoryBuilder().setFS(FS.DETECTED).findGitDir(inside.toAbsolutePath().toFile());
    if (builder.getGitDir() == null) {
      throw new IOException(inside.toAbsolutePath() + " is in no git repository");
    }
    try {
      return builder.setMustExist(true).build();
    } catch (RepositoryNotFoundException e) {
      throw new IOException(inside.toAbsolutePath() + " is in no git repository", e);
    }
  }

  private ObjectId id(Repository repository) throws IOException {
    try {
      ObjectId id = repository.resolve(name + "^{tree}");
      if (id != null) {
        return id;
      }
    } catch (RevisionSyntaxException e) {
      throw new IOException(this + ": `" + name + "` is not how git names a revision", e);
    }
    throw new IOException(
        this + ": git knows no revision `" + name + "`; in CI, fetch it first (fetch-depth: 0)");
  }

  private String text(String path, byte[] bytes) throws IOException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IOException(this + "/" + path + ": this is not UTF-8, save the file as UTF-8", e);
    }
  }

  @Override
  public String toString() {
    return name + ":" + directory;
  }
}
