-- Deletes cards of team spaces that have feelings switched off since.
create or replace function gracy.purge_feelings(p_limit int) returns bigint
    language plpgsql as $$
declare
    v_team_space_id bigint;
    v_deleted bigint := 0;
    v_some bigint;
begin
    for v_team_space_id in select team_space.id from gracy.team_space where not team_space.feelings loop
        delete from gracy.feeling card
        where card.team_space_id = v_team_space_id and card.id = any (array(
            select old.id from gracy.feeling old where old.team_space_id = v_team_space_id limit p_limit));
        get diagnostics v_some = row_count;
        v_deleted := v_deleted + v_some;
    end loop;
    return v_deleted;
end
$$;
