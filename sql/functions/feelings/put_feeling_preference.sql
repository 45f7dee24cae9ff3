-- Whether a member wants their notes read by a model. Who does not, or no longer, has no cards, and nobody has what they
-- shared.
create or replace function gracy.put_feeling_preference(p_team_space_id bigint, p_member_id bigint, p_wanted bool)
returns bool language plpgsql as $$
begin
    insert into gracy.feeling_preference as said (team_space_id, member_id, wanted)
    values (p_team_space_id, p_member_id, p_wanted)
    on conflict (team_space_id, member_id) do update
        set wanted = excluded.wanted, updated_at = now();
    if not p_wanted then
        delete from gracy.feeling card
        where card.team_space_id = p_team_space_id and card.member_id = p_member_id;
    end if;
    return p_wanted;
end
$$;
