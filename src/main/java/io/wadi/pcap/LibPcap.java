package io.wadi.pcap;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.lang.reflect.Field;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.Pcaps;

/**
 * The functions of libpcap that pcap4j does not offer, or not for each frame, mapped directly. Load them through
 * {@link #require()}.
 *
 * <p>pcap4j opens, filters and closes handles. Its own loops are not used, because they build a {@code Timestamp}
 * inside a native callback, where a fraction of a second beyond one second (real captures have them) throws to
 * standard error and loses the frame uncounted, and because they do not return while nothing arrives, when half-full
 * batches are to go on.
 */
final class LibPcap {

    private LibPcap() {}

    /**
     * Loads the library.
     *
     * @throws PcapUnavailableException when it is not there
     */
    static void require() {
        try {
            Native.load();
        } catch (LinkageError e) {
            throw new PcapUnavailableException(e);
        }
    }

    /** A class of its own, because a class whose initialiser failed once fails with another error ever after. */
    static final class Native {

        private static final Field HANDLE = handleField();

        static {
            Pcaps.libVersion();
            com.sun.jna.Native.register(Native.class, "pcap");
        }

        private Native() {}

        static void load() {
            // Reaching this line means that the class is initialised.
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
