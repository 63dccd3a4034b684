package io.berth.persistence.rocksdb;

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
record Payload(int serializer, String manifest, byte[] bytes) {
    void writeTo(DataOutputStream out) throws IOException {
        out.writeInt(serializer);
        out.writeUTF(manifest);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static Payload readFrom(DataInputStream in) throws IOException {
        int serializer = in.readInt();
        String manifest = in.readUTF();
        return new Payload(serializer, manifest, in.readNBytes(in.readInt()));
    }
}
