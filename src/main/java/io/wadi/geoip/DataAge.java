package io.wadi.geoip;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** Tells when places are out of date: networks move to other owners and countries every day. */
final class DataAge {

    /** MaxMind's licence asks for the removal of data 30 days after a newer release; DB-IP releases monthly. */
    private static final int OLD_DAYS = 90;

    private DataAge() {}

    /** A sentence with what to do about a database that was built more than 90 days ago; else empty. */
    static String advice(LocalDate built, LocalDate today) {
        return ChronoUnit.DAYS.between(built, today) > OLD_DAYS
                ? "Places from " + built.getYear() + " (" + built + "): get those of today with ./wadi geoip update."
                : "";
    }
}
