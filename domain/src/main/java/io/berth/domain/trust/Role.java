package io.berth.domain.trust;

import java.util.Locale;

/** What a certificate allows its holder to be. */
public enum Role {
    /** Serves one node: it is told what to run there, and gets the secrets of that. */
    AGENT,
    /** A member of the control plane: it holds everything. */
    MEMBER;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
