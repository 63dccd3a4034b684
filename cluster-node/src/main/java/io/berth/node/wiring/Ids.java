package io.berth.node.wiring;

import java.security.SecureRandom;
import java.util.function.Supplier;

/** Makes ids as Docker's: 25 characters, digits and lower-case letters, 129 random bits. */
final class Ids implements Supplier<String> {
    private static final String DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz";
    private static final int LENGTH = 25;
    private final SecureRandom random = new SecureRandom();

    @Override
    public String get() {
        StringBuilder id = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            id.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        return id.toString();
    }
}
