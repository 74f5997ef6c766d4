// SPDX-License-Identifier: MIT
// Holds PDFs to veraPDF's profiles: FLAVOUR[,FLAVOUR...] FILE..., all in one virtual machine.
// One line a file and flavour, then one line a broken rule: clause-test, count, what it asks, and
// where it first failed. Exit 0: all pass; 1: some fail; 3: some could not be judged.

import java.io.File;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;

public final class Judge {
    private static final int SHOWN_PLACES = 1;

    public static void main(String[] arguments) {
        Logger.getLogger("").setLevel(Level.OFF);
        if (arguments.length < 2) {
            System.err.println("usage: verapdf FLAVOUR[,FLAVOUR...] FILE...");
            System.exit(2);
        }
        VeraGreenfieldFoundryProvider.initialise();
        int worst = 0;
        for (int i = 1; i < arguments.length; i++) {
            for (String name : arguments[0].split(",")) {
                worst = Math.max(worst, judge(name, new File(arguments[i])));
            }
        }
        System.exit(worst);
    }

    private static int judge(String name, File file) {
        PDFAFlavour flavour = PDFAFlavour.byFlavourId(name);
        // An unknown name would otherwise come back as NO_FLAVOUR, which nothing can break.
        if (!name.equals(flavour.getId())) {
            System.err.println("verapdf: no such flavour: " + name);
            return 2;
        }
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour);
                PDFAValidator validator = Foundries.defaultInstance()
                        .createValidator(flavour, SHOWN_PLACES, false, true, false)) {
            return tell(name, file, validator.validate(parser));
        } catch (Exception | StackOverflowError | OutOfMemoryError fault) {
            System.out.println(file + "\t" + name + "\terror\t" + fault);
            return 3;
        }
    }

    private static int tell(String name, File file, ValidationResult result) {
        boolean pass = result.isCompliant() && result.getTotalAssertions() > 0;
        System.out.println(file + "\t" + name + "\t" + (pass ? "pass" : "FAIL") + "\t"
                + result.getTotalAssertions() + " checks, " + result.getFailedChecks().size() + " rules broken");
        Map<String, String> lines = new TreeMap<>();
        for (Map.Entry<RuleId, Integer> broken : result.getFailedChecks().entrySet()) {
            lines.put(code(broken.getKey()), "\t" + code(broken.getKey()) + "\tx" + broken.getValue() + "\t"
                    + result.getValidationProfile().getRuleByRuleId(broken.getKey()).getDescription()
                    + place(result, broken.getKey()));
        }
        lines.values().forEach(System.out::println);
        return pass ? 0 : 1;
    }

    private static String code(RuleId rule) {
        return rule.getClause() + "-" + rule.getTestNumber();
    }

    private static String place(ValidationResult result, RuleId rule) {
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getRuleId().equals(rule)) {
                return "\n\t\tat " + assertion.getLocation().getContext() + "\n\t\t" + assertion.getErrorMessage();
            }
        }
        return "";
    }
}
