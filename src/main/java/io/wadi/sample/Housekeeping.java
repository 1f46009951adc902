package io.wadi.sample;

/** Traffic that machines in the office create without a user. */
final class Housekeeping {

    private final Lan lan;
    private final Dice dice;
    private final MalformedFrames malformed;

    Housekeeping(Lan lan, Dice dice) {
        this.lan = lan;
        this.dice = dice;
        Host sender = lan.named("camera-door");
        Host receiver = lan.named("nas-1");
        malformed = new MalformedFrames(
                new Direction(sender.over4(554), receiver.over4(50_554)),
                new Direction(receiver.over6(50_873), lan.named("server-ci").over6(873)));
    }

    /** An ARP request for the router or another machine. */
    void arp(long now, Agenda agenda) {
        Host asker = lan.any(dice);
        Host asked = lan.any(dice);
        boolean elsewhere = asked.equals(asker) || dice.chance(0.6);
        agenda.add(now, Neighbours.arp(asker, elsewhere ? lan.router() : asked));
    }

    /** A neighbour solicitation, the same for IPv6. */
    void solicitation(long now, Agenda agenda) {
        agenda.add(now, Neighbours.solicitation(lan.any(dice), lan.router()));
    }

    /** A router advertisement. */
    void advertisement(long now, Agenda agenda) {
        agenda.add(now, Neighbours.advertisement(lan.router()));
    }

    /** A search for a printer. */
    void printers(long now, Agenda agenda) {
        Host printer = lan.named(dice.chance(0.5) ? "printer-1" : "printer-2");
        agenda.add(now, Discovery.printers(lan.anyUser(dice), printer, dice.chance(0.4)));
    }

    /** A search for a screen. */
    void screens(long now, Agenda agenda) {
        Host asker = lan.anyUser(dice);
        Host screen = lan.named(asker.name().equals("tv-lobby") ? "tv-meeting" : "tv-lobby");
        agenda.add(now, Discovery.screens(asker, screen, dice.between(49_152, 65_535)));
    }

    /** A machine joins the network. */
    void dhcp(long now, Agenda agenda) {
        Host phone = lan.named("phone-0" + dice.between(1, 6));
        agenda.add(now, DhcpLease.of(phone, lan.router(), dice));
    }

    /** A frame from a broken device or cable. */
    void malformed(long now, Agenda agenda) {
        agenda.add(now, malformed.next());
    }
}
