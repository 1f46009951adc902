package io.wadi.ingest;

/** Shows nothing. */
public final class SilentProgress implements Progress {

    @Override
    public void reading(double share, long packets, String file) {}

    @Override
    public void storing(long packets) {}

    @Override
    public void done() {}
}
