// SPDX-License-Identifier: MIT
// EU DSS's word on evidence records: java EvidenceJudge CA.pem, then on standard input a line for each record,
// "RECORD TAB FILE TAB FILE…". Prints for each its indication, how many digests of the files it found, and each
// time stamp's indication.
import eu.europa.esig.dss.diagnostic.EvidenceRecordWrapper;
import eu.europa.esig.dss.diagnostic.jaxb.XmlDigestMatcher;
import eu.europa.esig.dss.diagnostic.TimestampWrapper;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import eu.europa.esig.dss.validation.reports.Reports;
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;

public class EvidenceJudge {
    static CommonTrustedCertificateSource trusted = new CommonTrustedCertificateSource();

    static String judge(String[] names) {
        CommonCertificateVerifier verifier = new CommonCertificateVerifier(true);
        verifier.setTrustedCertSources(trusted);
        SignedDocumentValidator validator = SignedDocumentValidator.fromDocument(new FileDocument(names[0]));
        validator.setCertificateVerifier(verifier);
        List<DSSDocument> contents = new ArrayList<>();
        for (int i = 1; i < names.length; i++)
            contents.add(new FileDocument(names[i]));
        validator.setDetachedContents(contents);
        Reports reports = validator.validateDocument();
        StringBuilder out = new StringBuilder();
        for (EvidenceRecordWrapper record : reports.getDiagnosticData().getEvidenceRecords()) {
            out.append(reports.getSimpleReport().getIndication(record.getId()));
            if (reports.getSimpleReport().getSubIndication(record.getId()) != null)
                out.append('/').append(reports.getSimpleReport().getSubIndication(record.getId()));
            int found = 0, intact = 0, orphans = 0;
            for (XmlDigestMatcher matcher : record.getDigestMatchers()) {
                if (matcher.getType().toString().contains("ORPHAN"))
                    orphans++;
                else {
                    found += matcher.isDataFound() ? 1 : 0;
                    intact += matcher.isDataIntact() ? 1 : 0;
                }
            }
            out.append(" files " + found + " intact " + intact + " others " + orphans + " stamps");
            for (TimestampWrapper stamp : record.getTimestampList())
                out.append(' ').append(reports.getSimpleReport().getIndication(stamp.getId()));
        }
        return out.toString();
    }

    public static void main(String[] args) throws Exception {
        trusted.addCertificate(DSSUtils.loadCertificate(new File(args[0])));
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line; (line = lines.readLine()) != null;) {
            try {
                System.out.println(judge(line.split("\t")));
            } catch (Exception e) {
                System.out.println("refused: " + e);
            }
        }
    }
}
