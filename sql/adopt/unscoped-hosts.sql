-- Copied hosts without a scope.
select host(ip) from hosts where scope = ''
