package io.berth.domain.spec;

import java.util.regex.Pattern;

/** The syntax of image references: {@code [HOST[:PORT]/]PATH[:TAG][@DIGEST]}, as in the OCI distribution project. */
final class ImageName {
    static final int LONGEST = 512;
    private static final int LONGEST_NAME = 255;

    private static final String DOMAIN_PART = "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])";
    private static final String DOMAIN =
            "(?:" + DOMAIN_PART + "(?:\\." + DOMAIN_PART + ")*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?";
    private static final String PATH_PART = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
    private static final String TAG = "[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,127}";
    private static final String DIGEST = "[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,128}";
    private static final Pattern REFERENCE = Pattern.compile("(?<name>(?:" + DOMAIN + "/)?" + PATH_PART + "(?:/"
            + PATH_PART + ")*)(?::" + TAG + ")?(?:@" + DIGEST + ")?");

    private ImageName() {}

    static boolean isReference(String text) {
        if (text.length() > LONGEST) {
            return false;
        }
        var matcher = REFERENCE.matcher(text);
        return matcher.matches() && matcher.group("name").length() <= LONGEST_NAME;
    }
}
