-- title: Passwords in clear text
-- severity: medium
-- schedule: 5 minutes
-- explanation: A host used a protocol that sends user name and password in clear text: FTP, Telnet, POP3 or
--   IMAP without TLS. Sessions that switch to TLS after the greeting (STARTTLS) are excluded if table traffic has
--   their packets. Greetings alone are excluded too: both sides must have sent something.
-- parameter window = 15 (minutes): length of the time that it examines
-- parameter protocols = {FTP,Telnet,POP3,IMAP} (protocols): names as in column protocol of table flows
-- parameter packets = 8 (packets): of the client in one session, at least
with session as (
    select c.src_ip as client, c.dst_ip as server, c.dst_port as port, c.protocol, c.flow,
        sum(c.packets) as packets, min(c.first_seen) as first_seen, max(c.last_seen) as last_seen
    from flows c
    where c.window_start > :#now - :#window * interval '1 minute' and c.window_start <= :#now
        and c.transport = 'TCP' and c.protocol = any (:#protocols::text[]) and c.tcp_flags & 24 = 24
        and c.dst_port < c.src_port
        and exists (
            select from flows s
            where s.window_start = c.window_start and s.src_ip = c.dst_ip and s.dst_ip = c.src_ip
                and s.src_port = c.dst_port and s.dst_port = c.src_port and s.transport = 'TCP' and s.tcp_flags & 8 = 8)
    group by c.src_ip, c.dst_ip, c.dst_port, c.protocol, c.flow
    having sum(c.packets) >= :#packets
),
encrypted as (
    select distinct flow
    from traffic
    where exists (select from session)
        and "timestamp" > :#now - :#window * interval '1 minute' and "timestamp" <= :#now + interval '1 minute'
        and transport = 'TCP' and protocol = 'TLS' and flow in (select flow from session)
)
select protocol || ' server ' || host(server) as subject,
    count(*) as score,
    jsonb_build_object(
        'protocol', protocol,
        'server', host(server),
        'ports', array_agg(distinct port),
        'clients', (array_agg(distinct host(client)))[1:10],
        'sessions', count(*),
        'from', min(first_seen),
        'to', max(last_seen)) as evidence
from session
where flow is null or flow not in (select flow from encrypted)
group by protocol, server
order by score desc
