package io.berth.bench.journal;

import java.nio.charset.StandardCharsets;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/** The cheapest codec there is, so that the journal is what is measured. */
public final class NotedSerializer extends SerializerWithStringManifest {
    @Override
    public int identifier() {
        return 9_900_001;
    }

    @Override
    public String manifest(Object event) {
        return "noted/1";
    }

    @Override
    public byte[] toBinary(Object event) {
        return ((Noted) event).text().getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) {
        return new Noted(new String(bytes, StandardCharsets.ISO_8859_1));
    }
}
