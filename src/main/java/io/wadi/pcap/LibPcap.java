package io.wadi.pcap;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.lang.reflect.Field;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.Pcaps;

/**
 * The functions of libpcap that pcap4j does not offer, or not per frame, mapped directly. Load them by {@link
 * #require()}.
 *
 * <p>pcap4j opens, filters and closes handles. Its loops are not used for two reasons. They create a {@code Timestamp}
 * in a native callback; if a fraction is a second or more, as in some real captures, this throws to standard error and
 * loses the frame uncounted. And they do not return while no frame arrives, although partial batches must be handed
 * over.
 */
final class LibPcap {

    private LibPcap() {}

    /**
     * Loads the library.
     *
     * @throws PcapUnavailableException if it is missing
     */
    static void require() {
        try {
            Native.load();
        } catch (LinkageError e) {
            throw new PcapUnavailableException(e);
        }
    }

    /** Whether the library can be loaded. */
    static boolean isPresent() {
        try {
            require();
            return true;
        } catch (PcapUnavailableException e) {
            return false;
        }
    }

    /** A separate class, because a class whose initialiser has failed throws a different error at the next use. */
    static final class Native {

        private static final Field HANDLE = handleField();

        static {
            Pcaps.libVersion();
            com.sun.jna.Native.register(Native.class, "pcap");
        }

        private Native() {}

        static void load() {
            // The class is initialised here.
        }

        private static Field handleField() {
            try {
                Field field = PcapHandle.class.getDeclaredField("handle");
                field.setAccessible(true);
                return field;
            } catch (NoSuchFieldException e) {
                throw new IllegalStateException("this pcap4j keeps no handle", e);
            }
        }

        /** {@code int pcap_next_ex(pcap_t *p, struct pcap_pkthdr **header, const u_char **data)} */
        static native int pcap_next_ex(Pointer handle, PointerByReference header, PointerByReference data);

        /** {@code int pcap_get_selectable_fd(pcap_t *p)}: -1 where there is none */
        static native int pcap_get_selectable_fd(Pointer handle);

        /** {@code char *pcap_geterr(pcap_t *p)} */
        static native String pcap_geterr(Pointer handle);

        static Pointer pointer(PcapHandle handle) {
            try {
                return (Pointer) HANDLE.get(handle);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
