-- Asks members in the product whether they met, where Slack does not; how many.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: limit int
-- column: asked int
select ask_by_notice($1)
