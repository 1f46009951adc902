package io.wadi.ingest;

/** Receives the progress of an ingest several times per second. */
public interface Progress {

    /** The pipeline runs; nothing has been read yet. */
    default void started() {}

    /**
     * Files are being read.
     *
     * @param share of their bytes, 0–1
     * @param packets decoded so far
     * @param file the one that is being read
     */
    void reading(double share, long packets, String file);

    /** All is read; waiting until all is stored. */
    void storing(long packets);

    /** It is over. */
    void done();
}
