-- PostgreSQL refuses here what is not exactly one query that returns rows, and one that has a table without its schema.
do $$
declare
    answer   refcursor := 'question';
    question text := current_setting('wadi.question');
begin
    open answer for execute question;
    perform set_config('search_path', '', true);
    execute 'prepare wadi_question as ' || question;
    deallocate wadi_question;
end $$
