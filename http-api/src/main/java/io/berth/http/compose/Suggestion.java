package io.berth.http.compose;

import java.util.Set;

/** Finds the known word that somebody may have meant. */
final class Suggestion {
    private static final int LONGEST = 40;

    private Suggestion() {}

    /** {@code ; did you mean WORD?}, or empty if nothing is near. */
    static String of(String word, Set<String> known) {
        if (word.length() > LONGEST) {
            return "";
        }
        String best = "";
        int nearest = Math.max(1, word.length() / 3) + 1;
        for (String candidate : known) {
            int distance = distance(word, candidate);
            if (distance < nearest) {
                nearest = distance;
                best = candidate;
            }
        }
        return best.isEmpty() ? "" : "; did you mean " + best + "?";
    }

    /** Letters to add, remove or change (Levenshtein). */
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(change, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
