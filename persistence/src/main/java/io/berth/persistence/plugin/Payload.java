package io.berth.persistence.plugin;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * A serialized object.
 *
 * @param serializer the id of its serializer
 * @param manifest what the serializer calls its type, at most 65,535 bytes, often empty
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, and not copied for speed.
public record Payload(int serializer, String manifest, byte[] bytes) {
    /** Writes it; {@link #readFrom} reads it again. */
    public void writeTo(DataOutputStream out) throws IOException {
        out.writeInt(serializer);
        out.writeUTF(manifest);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** Reads what {@link #writeTo} wrote. */
    public static Payload readFrom(DataInputStream in) throws IOException {
        int serializer = in.readInt();
        String manifest = in.readUTF();
        return new Payload(serializer, manifest, in.readNBytes(in.readInt()));
    }
}
