-- Ends a question that is not answered yet. Outcomes: ok (also when it is answered already), not_found.
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: member_id bigint
-- param: id bigint
-- column: outcome text
select stop_assistant_question($1, $2, $3)
