-- Introduces groups of coffee rounds in the product, where Slack does not; how many.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: limit int
-- column: introduced int
select introduce_by_notice($1)
