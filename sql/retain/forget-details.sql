-- Deletes the details of some hours whose flows are too old. Answers of how many.
select wadi_forget_details(date_trunc('day', now(), 'UTC') - make_interval(days => :#days::integer), :#mostHours::integer)
