-- Sets the scope of each copied host.
update hosts
set scope = given.scope
from unnest(:#ips::text[], :#scopes::text[]) as given (ip, scope)
where hosts.ip = given.ip::inet and hosts.scope = ''
