-- Drops what is older than the settings wadi.retention.* say.
select days, hours from wadi_retain(:#trafficDays::integer, :#flowDays::integer, :#hourDays::integer)
