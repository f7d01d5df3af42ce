package io.campanile.e2e;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Flink as the image has it, assembled from its jars, and the jar that is deployed.
 *
 * @param lib Flink's own jars
 * @param plugins a directory for each plugin
 * @param jar what goes to {@code usrlib}
 */
public record FlinkHome(Path lib, Path plugins, Path jar) {

  /** System property that names the directory with {@code lib} and {@code plugins}. */
  public static final String HOME_PROPERTY = "campanile.flink.home";

  /** System property that names the jar. */
  public static final String JAR_PROPERTY = "campanile.jar";

  /**
   * As the build of {@code e2e} and {@code dist} left it.
   *
   * @throws IOException when something is missing; the message says how to build it
   */
  public static FlinkHome assembled() throws IOException {
    Path home = Path.of(System.getProperty(HOME_PROPERTY, "target/flink")).toAbsolutePath();
    Path jar =
        Path.of(System.getProperty(JAR_PROPERTY, "../dist/target/campanile.jar")).toAbsolutePath();
    if (!Files.isDirectory(home.resolve("lib")) || !Files.isRegularFile(jar)) {
      throw new IOException(
          "Expected "
              + home.resolve("lib")
              + " and "
              + jar
              + ". `mvn package -pl dist,e2e -am -Dmaven.test.skip=true` makes both.");
    }
    return new FlinkHome(home.resolve("lib"), home.resolve("plugins"), jar);
  }

  /** For {@code java -cp}: all of {@code lib}. */
  public String classPath() {
    return lib + File.separator + "*";
  }

  /** A {@code usrlib} with nothing but the jar. */
  Path usrlib(Path directory) throws IOException {
    Path usrlib = Files.createDirectories(directory.resolve("usrlib"));
    Path link = usrlib.resolve("campanile.jar");
    if (!Files.exists(link)) {
      Files.createSymbolicLink(link, jar);
    }
    return usrlib;
  }
}
