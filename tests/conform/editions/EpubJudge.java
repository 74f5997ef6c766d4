// SPDX-License-Identifier: MIT
// epubcheck over many books in one machine: each error and warning a line; exits 1 if there is one.
import com.adobe.epubcheck.api.EpubCheck;
import com.adobe.epubcheck.util.DefaultReportImpl;
import java.io.File;

public class EpubJudge {
    public static void main(String[] books) {
        int faults = 0;
        for (String book : books) {
            DefaultReportImpl report = new DefaultReportImpl(book);
            new EpubCheck(new File(book), report).doValidate();
            int found = report.getFatalErrorCount() + report.getErrorCount() + report.getWarningCount();
            System.out.println(new File(book).getName() + ": " + found + " faults");
            faults += found;
        }
        System.exit(faults == 0 ? 0 : 1);
    }
}
