-- Fills in who is in which group of the company over a period (gracy.group_members), for a subject whose units are members,
-- and the order in which the groups are decided (gracy.group_rank).
create or replace function gracy.stage_groups(
    p_team_space_id bigint,
    p_subject text,
    p_from date,
    p_to date) returns void
    language plpgsql as $$
begin
    insert into gracy.release_group_unit (team_space_id, subject, group_kind, group_id, unit_id)
    select p_team_space_id, p_subject, found.group_kind, found.group_id, found.member_id
    from gracy.group_members(p_team_space_id, p_from, p_to) as found;

    insert into gracy.release_group (team_space_id, subject, group_kind, group_id, rank)
    select p_team_space_id, p_subject, belongs.group_kind, belongs.group_id,
           gracy.group_rank(p_team_space_id, belongs.group_kind, belongs.group_id)
    from (select distinct known.group_kind, known.group_id from gracy.release_group_unit known
          where known.team_space_id = p_team_space_id and known.subject = p_subject) as belongs;
end
$$;
