package io.berth.sharding.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.serializers.RecordSerializer;
import com.esotericsoftware.kryo.util.DefaultClassResolver;
import com.esotericsoftware.kryo.util.Pool;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/** Kryo that knows the types of {@link WireTypes} and refuses all others. */
final class WireKryo {
    private static final int FIRST_SIZE = 1024;
    private static final int NO_LIMIT = -1;
    private static final int KEPT = 16;

    /** A Kryo serves one thread at a time. */
    private static final Pool<Kryo> POOL = new Pool<>(true, false, KEPT) {
        @Override
        protected Kryo create() {
            return WireKryo.create();
        }
    };

    private WireKryo() {}

    static byte[] write(Object value) {
        Kryo kryo = POOL.obtain();
        try (Output out = new Output(FIRST_SIZE, NO_LIMIT)) {
            kryo.writeClassAndObject(out, value);
            return out.toBytes();
        } finally {
            POOL.free(kryo);
        }
    }

    static Object read(byte[] bytes) {
        Kryo kryo = POOL.obtain();
        try (Input in = new Input(bytes)) {
            return kryo.readClassAndObject(in);
        } finally {
            POOL.free(kryo);
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Kryo create() {
        Kryo kryo = new Kryo(new ByInterface(), null);
        kryo.setRegistrationRequired(true);
        kryo.setReferences(false);
        kryo.register(List.class, new CollectionSerializers.Lists(), WireTypes.LIST);
        kryo.register(Set.class, new CollectionSerializers.Sets(), WireTypes.SET);
        kryo.register(SortedMap.class, new CollectionSerializers.SortedMaps(), WireTypes.SORTED_MAP);
        kryo.register(Map.class, new CollectionSerializers.Maps(), WireTypes.MAP);
        WireTypes.all().forEach((id, type) -> {
            if (type.isRecord()) {
                kryo.register(type, new RecordSerializer(type), id);
            } else {
                kryo.register(type, id);
            }
        });
        return kryo;
    }

    /** Takes any list for a list and so on: the JDK's many classes of them never stand on the wire. */
    private static final class ByInterface extends DefaultClassResolver {
        private static final List<Class<?>> INTERFACES = List.of(List.class, Set.class, SortedMap.class, Map.class);

        @Override
        @SuppressWarnings({"NullAway", "rawtypes"})
        public Registration getRegistration(Class type) {
            Registration exact = super.getRegistration(type);
            if (exact != null) {
                return exact;
            }
            for (Class<?> collection : INTERFACES) {
                if (collection.isAssignableFrom(type)) {
                    return super.getRegistration(collection);
                }
            }
            return null;
        }
    }
}
