-- Says what kind of address each copied host has.
update hosts
set scope = given.scope
from unnest(:#ips::text[], :#scopes::text[]) as given (ip, scope)
where hosts.ip = given.ip::inet and hosts.scope = ''
