-- Keeps a question for open-question.sql until the end of the transaction.
select set_config('wadi.question', :#question, true)
