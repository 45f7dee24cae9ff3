-- The same for a worker of before, which says of every workspace in which organization it is, whatever is installed: the
-- workspace counts, and without one the organization.
create or replace function gracy.end_installation(p_team_id text, p_enterprise_id text, p_at timestamptz) returns bool
    language plpgsql as $$
begin
    return gracy.end_slack_installation(p_team_id, case when p_team_id is null then p_enterprise_id end, p_at);
end
$$;
