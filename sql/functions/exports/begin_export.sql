-- As a worker of the release before calls it: take_export, which tells as well whose file it is and what it may have.
create or replace function gracy.begin_export(
    p_team_space_id bigint,
    p_id bigint,
    out outcome text,
    out attempt int,
    out requester_id bigint,
    out dataset text,
    out format text)
language plpgsql as $$
begin
    select taken.outcome, taken.attempt, taken.requester_id, taken.dataset, taken.format
    into outcome, attempt, requester_id, dataset, format
    from gracy.take_export(p_team_space_id, p_id) as taken;
end
$$;
