-- Moves what is planned to the business days as they are now that a holiday from p_first on came or went.
create or replace function gracy.move_celebrations(p_team_space_id bigint, p_first date) returns void
    language plpgsql as $$
declare
    v_today date;
begin
    select (now() at time zone tz)::date into v_today from gracy.team_space where id = p_team_space_id;
    perform gracy.plan_celebrations(
        p_team_space_id,
        array(select distinct occurrence.member_id
              from gracy.celebration_occurrence occurrence
              where occurrence.team_space_id = p_team_space_id and occurrence.on_date >= greatest(p_first, v_today - 13)));
end
$$;
