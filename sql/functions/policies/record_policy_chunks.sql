-- Replaces a version's chunks. A chunk's headings are lines of one text, its tokens words of one text.
create or replace function gracy.record_policy_chunks(
    p_team_space_id bigint,
    p_document_id bigint,
    p_number int,
    p_headings text[],
    p_bodies text[],
    p_tokens text[])
returns void language plpgsql as $$
begin
    perform gracy.forget_policy_chunks(p_team_space_id, p_document_id, p_number);
    insert into gracy.policy_chunk (team_space_id, document_id, version_number, ord, headings, body, tokens)
    select p_team_space_id, p_document_id, p_number, given.ord, string_to_array(given.headings, E'\n'), given.body,
           string_to_array(given.tokens, ' ')
    from unnest(p_headings, p_bodies, p_tokens) with ordinality as given(headings, body, tokens, ord);
end
$$;
