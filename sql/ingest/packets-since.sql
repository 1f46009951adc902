-- Rows of each probe in table traffic after a row.
select probe, count(*) from traffic where id > :#id group by probe
