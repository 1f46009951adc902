package io.wadi.sample;

import io.wadi.net.AddressScope;
import io.wadi.net.IpAddress;

/** Endpoints at random public IPv4 addresses, behind the router of the office. */
final class Strangers {

    private static final int LEAST_TTL = 40;
    private static final int MOST_TTL = 60;

    private final long router;
    private final Dice dice;

    Strangers(Lan lan, Dice dice) {
        router = lan.router().mac();
        this.dice = dice;
    }

    Endpoint next(int port) {
        IpAddress address = IpAddress.v4((int) dice.bits());
        while (AddressScope.of(address) != AddressScope.PUBLIC) {
            address = IpAddress.v4((int) dice.bits());
        }
        return new Endpoint(router, address, port, dice.between(LEAST_TTL, MOST_TTL));
    }
}
