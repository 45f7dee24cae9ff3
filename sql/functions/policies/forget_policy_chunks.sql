-- Deletes the chunks of a document's version (null: of all of them), and takes those that a search finds out of the counts.
create or replace function gracy.forget_policy_chunks(p_team_space_id bigint, p_document_id bigint, p_number int)
returns void language plpgsql as $$
begin
    with forgotten as (
        delete from gracy.policy_chunk chunk
        where chunk.team_space_id = p_team_space_id and chunk.document_id = p_document_id
              and (p_number is null or chunk.version_number = p_number)
        returning chunk.active, chunk.tokens
    )
    insert into gracy.policy_token as counted (team_space_id, token, chunks)
    select p_team_space_id, found.token, -count(*)
    from forgotten
    cross join lateral unnest(array_append(forgotten.tokens, '')) as found(token)
    where forgotten.active
    group by found.token
    on conflict (team_space_id, token) do update set chunks = counted.chunks + excluded.chunks;
end
$$;
