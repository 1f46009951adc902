package io.wadi.ingest;

/** Receives the progress of an ingest several times per second. */
public interface Progress {

    /** The pipeline has started; nothing has been read yet. */
    default void started() {}

    /**
     * Files are being read.
     *
     * @param share share of their bytes that is read, 0–1
     * @param packets packets decoded so far
     * @param file the current file
     */
    void reading(double share, long packets, String file);

    /** All files are read; the ingest waits until all packets are stored. */
    void storing(long packets);

    /** The ingest has ended. */
    void done();
}
