package io.berth.node.wiring;

/** What version of the program this is. */
public final class Version {
    /** As the jar's manifest says; {@code dev} outside a jar. */
    public static final String TEXT = text();

    private Version() {}

    private static String text() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }
}
