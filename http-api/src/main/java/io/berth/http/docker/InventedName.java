package io.berth.http.docker;

/** A name for a service whose client gave it none. */
final class InventedName {
    private static final String[] HOW = {
        "brave", "bright", "calm", "clever", "eager", "fair", "gentle", "happy", "keen", "lively", "merry", "mild",
        "noble", "proud", "quick", "quiet", "ready", "steady", "swift", "warm"
    };
    private static final String[] WHAT = {
        "anchor", "beacon", "buoy", "canvas", "compass", "current", "dock", "ferry", "galley", "harbor", "helm",
        "jetty", "keel", "lagoon", "lantern", "mast", "pier", "rudder", "sail", "tide"
    };

    private InventedName() {}

    /** The name that goes with this id, which is used only once. */
    static String of(String id) {
        int hash = id.hashCode() & Integer.MAX_VALUE;
        String start = HOW[hash % HOW.length] + "_" + WHAT[hash / HOW.length % WHAT.length];
        return start + "_" + id.substring(0, Math.min(4, id.length()));
    }
}
