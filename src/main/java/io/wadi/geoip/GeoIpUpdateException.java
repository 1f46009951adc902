package io.wadi.geoip;

import io.wadi.failure.OneSentence;

/** An update failed, and the databases in use are what they were. The message is one sentence for the user. */
final class GeoIpUpdateException extends RuntimeException implements OneSentence {

    private static final long serialVersionUID = 1;

    GeoIpUpdateException(String sentence) {
        super(sentence + "; nothing has changed");
    }
}
