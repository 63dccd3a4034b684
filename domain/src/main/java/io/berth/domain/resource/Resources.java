package io.berth.domain.resource;

/**
 * An amount of processor time and memory.
 *
 * @param nanoCpus processor time in billionths of a core, as in the Docker API; 500_000_000 is half a core
 * @param memoryBytes memory in bytes
 */
public record Resources(long nanoCpus, long memoryBytes) {
    public static final Resources NONE = new Resources(0, 0);

    public Resources plus(Resources other) {
        return new Resources(Math.addExact(nanoCpus, other.nanoCpus), Math.addExact(memoryBytes, other.memoryBytes));
    }

    public Resources minus(Resources other) {
        return new Resources(
                Math.subtractExact(nanoCpus, other.nanoCpus), Math.subtractExact(memoryBytes, other.memoryBytes));
    }

    public Resources times(int count) {
        return new Resources(Math.multiplyExact(nanoCpus, count), Math.multiplyExact(memoryBytes, count));
    }

    /** Whether this amount can be taken from {@code free}, in every dimension. */
    public boolean fitsIn(Resources free) {
        return nanoCpus <= free.nanoCpus && memoryBytes <= free.memoryBytes;
    }

    /** Nothing is never missing, not even on a node that has shrunk below what its tasks hold. */
    public boolean lacksCpu(long freeNanoCpus) {
        return lacks(nanoCpus, freeNanoCpus);
    }

    /** As {@link #lacksCpu}. */
    public boolean lacksMemory(long freeBytes) {
        return lacks(memoryBytes, freeBytes);
    }

    /** How much of this amount is missing in {@code free}, as the sum of the fractions; 0 if nothing is. */
    public double distanceTo(Resources free) {
        return distance(nanoCpus, free.nanoCpus) + distance(memoryBytes, free.memoryBytes);
    }

    private static boolean lacks(long need, long free) {
        return need > 0 && need > free;
    }

    private static double distance(long need, long free) {
        return lacks(need, free) ? ((double) need - free) / need : 0;
    }
}
