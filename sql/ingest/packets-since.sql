-- Rows of each probe that table traffic has gained since a row.
select probe, count(*) from traffic where id > :#id group by probe
