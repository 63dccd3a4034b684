package io.berth.agent;

import io.berth.domain.agent.EngineHead;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A call of this node's engine that is under way. All methods but {@link #close} may block. */
public interface EngineConnection extends AutoCloseable {
    /** Takes what the caller sends after the request; closing it says that there is no more. */
    OutputStream input();

    /** Waits for the beginning of the answer. To be called once. */
    EngineHead head() throws IOException;

    /** The rest of the answer, after its head. */
    InputStream output();

    /** Ends the call, also while another thread waits in it. */
    @Override
    void close();
}
