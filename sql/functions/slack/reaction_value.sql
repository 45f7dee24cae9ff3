-- The value that a reaction stands for: its emoji is the value's, as Slack names it, with or without colons, under any of the names
-- that Slack has for it, or as itself. Skin tones are the same hand.
create or replace function gracy.reaction_value(p_team_space_id bigint, p_reaction text)
returns table (id bigint, name text, name_ko text)
language plpgsql stable as $$
declare
    v_name constant text := split_part(p_reaction, '::', 1);
    v_spellings constant text[] := v_name || array(
        select unnest(array[alike.name, alike.emoji])
        from gracy.emoji_name said
        join gracy.emoji_name alike on alike.emoji = said.emoji
        where said.name = v_name);
begin
    return query
    select value.id, value.name, value.name_ko
    from gracy.company_value value
    where value.team_space_id = p_team_space_id and value.active and gracy.bare_emoji(value.emoji) = any (v_spellings)
    order by value.sort, value.id
    limit 1;
end
$$;
