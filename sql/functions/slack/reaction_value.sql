-- The value that a reaction stands for: the emoji is the value's when its text is the reaction's name as Slack writes it,
-- with or without colons. Skin tones are the same hand.
create or replace function gracy.reaction_value(p_team_space_id bigint, p_reaction text)
returns table (id bigint, name text, name_ko text)
language plpgsql stable as $$
begin
    return query
    select value.id, value.name, value.name_ko
    from gracy.company_value value
    where value.team_space_id = p_team_space_id and value.active
          and btrim(value.emoji, ':') = split_part(p_reaction, '::', 1)
    order by value.sort, value.id
    limit 1;
end
$$;
