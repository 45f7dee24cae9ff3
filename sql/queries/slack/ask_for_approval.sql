-- Asks others to approve an announcement; how many were asked. contents: {language: arguments}, JSON.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: id bigint
-- param: contents text
-- column: asked int
select ask_for_approval($1, $2, $3::text::json)
