// SPDX-License-Identifier: MIT
// What PDFBox, the reader behind Apache Tika, gives: for each pair of arguments PDF TEXT one file.
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;

public class PdfBoxText {
  public static void main(String[] args) throws Exception {
    for (int i = 0; i + 1 < args.length; i += 2) {
      try (var document = Loader.loadPDF(new File(args[i]))) {
        String text = new PDFTextStripper().getText(document);
        // It may part pairs of surrogates, which a strict writer refuses.
        Files.write(Path.of(args[i + 1]), text.getBytes(StandardCharsets.UTF_8));
      }
    }
  }
}
