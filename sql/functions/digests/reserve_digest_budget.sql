-- Sets aside what one call of a model for a digest may cost. The day that pays, or null when its budget has no more than
-- that left, or the digest is written.
create or replace function gracy.reserve_digest_budget(
    p_team_space_id bigint,
    p_digest_id bigint,
    p_kind text,
    p_amount bigint,
    p_cap bigint,
    p_kind_cap bigint)
returns date language plpgsql as $$
declare
    v_day date;
begin
    if not exists (select from gracy.culture_digest digest
                   where digest.team_space_id = p_team_space_id and digest.id = p_digest_id and digest.state = 'queued') then
        return null;
    end if;
    select (now() at time zone team_space.tz)::date into v_day
    from gracy.team_space
    where team_space.id = p_team_space_id;
    return case when gracy.reserve_kind_budget(p_team_space_id, p_kind, v_day, p_amount, p_cap, p_kind_cap) then v_day end;
end
$$;
