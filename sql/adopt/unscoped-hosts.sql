-- Hosts that have been copied and whose scope is not known yet.
select host(ip) from hosts where scope = ''
