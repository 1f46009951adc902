-- Completes the details of hours whose last flow was stored some minutes ago.
select wadi_seal(interval '2 minutes', :#mostHours::integer)
