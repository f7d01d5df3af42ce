package io.campanile.cli.trial;

import io.campanile.cli.Paint;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Results in the form that build servers show: one suite a campaign. */
public final class JunitXml {

  private JunitXml() {}

  /**
   * Writes the file; folders that it lies in are made.
   *
   * @throws IOException when it cannot be written
   */
  public static void write(Path file, Path directory, List<TestResult> results) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Map<String, List<TestResult>> suites =
        results.stream()
            .collect(
                Collectors.groupingBy(
                    result -> result.file().campaign(), LinkedHashMap::new, Collectors.toList()));
    try (OutputStream out = Files.newOutputStream(file)) {
      XMLStreamWriter xml =
          XMLOutputFactory.newDefaultFactory()
              .createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
      xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
      xml.writeStartElement("testsuites");
      for (Map.Entry<String, List<TestResult>> suite : suites.entrySet()) {
        suite(xml, directory, suite.getKey(), suite.getValue());
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IOException("Cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  private static void suite(
      XMLStreamWriter xml, Path directory, String campaign, List<TestResult> results)
      throws XMLStreamException {
    long failed = results.stream().filter(result -> !result.passed()).count();
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", campaign);
    xml.writeAttribute("tests", String.valueOf(results.size()));
    xml.writeAttribute("failures", String.valueOf(failed));
    xml.writeAttribute("errors", "0");
    xml.writeAttribute("skipped", "0");
    xml.writeAttribute("time", seconds(results.stream().mapToLong(TestResult::nanos).sum()));
    for (TestResult result : results) {
      xml.writeStartElement("testcase");
      xml.writeAttribute("classname", campaign);
      xml.writeAttribute("name", printable(result.test().name()));
      xml.writeAttribute("file", directory.resolve(result.file().path()).toString());
      xml.writeAttribute("line", String.valueOf(result.test().line()));
      xml.writeAttribute("time", seconds(result.nanos()));
      if (!result.passed()) {
        xml.writeStartElement("failure");
        xml.writeAttribute(
            "message", result.comparison().failures() + " lines are not as expected");
        List<String> lines = new Timeline(Paint.NONE).lines(result.comparison());
        xml.writeCharacters(printable("\n" + String.join("\n", lines) + "\n"));
        xml.writeEndElement();
      }
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  /** XML has no place for most control characters. */
  private static String printable(String text) {
    return text.replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F]", "?");
  }

  private static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.3f", nanos / 1e9);
  }
}
