-- Whether Slack can know it: a standard emoji, or a name as Slack writes names, also of an emoji that a workspace has made.
create or replace function gracy.is_emoji(p_text text) returns bool
    language plpgsql stable strict as $$
declare
    v_bare constant text := gracy.bare_emoji(p_text);
begin
    return p_text ~ '^:[^:[:space:]]+:(:skin-tone-[2-6]:)?$' or v_bare ~ '^[a-z0-9_''+-]+$'
           or exists (select from gracy.emoji_name known where known.emoji = v_bare);
end
$$;
