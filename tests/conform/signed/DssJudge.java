// SPDX-License-Identifier: MIT
// The European Commission's DSS on signed PDFs, offline: AUTHORITY.pem FILE... One line a signature or time stamp of
// the whole: file, what it is, its level or "-", the word on it, why not. Exit 0: every one passed; 1: some did not.

import eu.europa.esig.dss.diagnostic.DiagnosticData;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.diagnostic.TimestampWrapper;
import eu.europa.esig.dss.jaxb.object.Message;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import eu.europa.esig.dss.validation.reports.Reports;
import java.io.File;
import java.util.List;
import java.util.stream.Collectors;

public final class DssJudge {
    private static CommonTrustedCertificateSource trusted;

    public static void main(String[] arguments) {
        trusted = new CommonTrustedCertificateSource();
        CertificateToken authority = DSSUtils.loadCertificate(new File(arguments[0]));
        trusted.addCertificate(authority);
        boolean all = true;
        for (int i = 1; i < arguments.length; i++) {
            try {
                all &= judge(arguments[i]);
            } catch (RuntimeException fault) {
                System.out.println(arguments[i] + "\terror\t-\tFAILED\t" + fault.getMessage());
                all = false;
            }
        }
        System.exit(all ? 0 : 1);
    }

    private static String words(List<Message> messages) {
        return messages.stream().map(Message::getValue).collect(Collectors.joining("; "));
    }

    private static boolean judge(String path) {
        SignedDocumentValidator validator = SignedDocumentValidator.fromDocument(new FileDocument(path));
        CommonCertificateVerifier verifier = new CommonCertificateVerifier(true);
        verifier.setTrustedCertSources(trusted);
        validator.setCertificateVerifier(verifier);
        Reports reports = validator.validateDocument();
        SimpleReport simple = reports.getSimpleReport();
        DiagnosticData data = reports.getDiagnosticData();
        boolean all = true;
        int n = 0;
        for (SignatureWrapper signature : data.getSignatures()) {
            String word = simple.getIndication(signature.getId()).name();
            boolean whole = signature.isSignatureIntact() && signature.isSignatureValid();
            System.out.println(path + "\tsignature\t" + signature.getSignatureFormat() + "\t"
                    + (whole ? "intact " : "BROKEN ") + word + "\t"
                    + simple.getSubIndication(signature.getId()) + "\t"
                    + words(simple.getAdESValidationErrors(signature.getId())));
            all &= word.equals("TOTAL_PASSED");
            n++;
        }
        for (TimestampWrapper stamp : data.getTimestampList()) {
            boolean whole = stamp.isMessageImprintDataIntact() && stamp.isSignatureIntact();
            System.out.println(path + "\t" + stamp.getType() + "\t-\t" + (whole ? "intact" : "BROKEN"));
            all &= whole;
            n++;
        }
        if (n == 0) {
            System.out.println(path + "\tnothing\t-\tUNSIGNED");
        }
        return all && n > 0;
    }
}
