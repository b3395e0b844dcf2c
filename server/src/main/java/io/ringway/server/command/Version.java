package io.ringway.server.command;

import picocli.CommandLine.IVersionProvider;

/** What this build calls itself. */
public final class Version implements IVersionProvider {

    /** The version in the jar's manifest, or {@code development} outside of a jar. */
    public static String current() {
        String packaged = Version.class.getPackage().getImplementationVersion();
        return packaged == null ? "development" : packaged;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"Ringway " + current() + " on Java " + Runtime.version()};
    }
}
