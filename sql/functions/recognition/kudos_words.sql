-- What a gift says to a reader of this language: what its giver wrote, or, of a reaction's (give_kudos_by_reaction), the sentence
-- that nobody wrote.
create or replace function gracy.kudos_words(p_message text, p_locale text) returns text
    language plpgsql immutable strict parallel safe as $$
declare
    v_reaction constant text := coalesce(substring(p_message from '^Slack 메시지에 :([^: ]+): 반응을 남겼어요$'),
                                         substring(p_message from '^Reacted with :([^: ]+): to a message in Slack$'));
begin
    return case when v_reaction is null then p_message
                when p_locale = 'ko' then 'Slack 메시지에 :' || v_reaction || ': 반응을 남겼어요'
                else 'Reacted with :' || v_reaction || ': to a message in Slack' end;
end
$$;
