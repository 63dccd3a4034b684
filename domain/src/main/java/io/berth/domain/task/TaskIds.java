package io.berth.domain.task;

/** Makes task ids without chance: the same service and number always give the same id. */
public final class TaskIds {
    private static final int LENGTH = 25;
    private static final String DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz";

    private TaskIds() {}

    /**
     * The id of the {@code number}th task of the service {@code uid}. Ids of different services differ because uids are
     * random; those of one service because the number goes through bijective mixing.
     */
    public static TaskId of(String uid, long number) {
        long high = 0xcbf29ce484222325L;
        long low = 0x84222325cbf29ce4L;
        for (int i = 0; i < uid.length(); i++) {
            high = (high ^ uid.charAt(i)) * 0x100000001b3L;
            low = mix(low + uid.charAt(i));
        }
        char[] text = new char[LENGTH];
        long word = mix(high + number);
        for (int i = 0; i < LENGTH; i++) {
            // Twelve characters are about 62 bits: the second word takes over in the middle.
            if (i == LENGTH / 2) {
                word = mix(low ^ number);
            }
            text[i] = DIGITS.charAt((int) Long.remainderUnsigned(word, DIGITS.length()));
            word = Long.divideUnsigned(word, DIGITS.length());
        }
        return new TaskId(new String(text));
    }

    /** The finaliser of SplitMix64 (Steele, Lea, Flood 2014): a bijection that spreads every bit. */
    private static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
