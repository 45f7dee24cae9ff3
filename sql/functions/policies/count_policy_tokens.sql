-- Adds (1) or takes away (-1) a document's active chunks in the counts of tokens.
create or replace function gracy.count_policy_tokens(p_team_space_id bigint, p_document_id bigint, p_sign int) returns void
    language plpgsql as $$
begin
    insert into gracy.policy_token as counted (team_space_id, token, chunks)
    select p_team_space_id, found.token, p_sign * count(*)
    from (select '' as token
          from gracy.policy_chunk counted_chunk
          where counted_chunk.team_space_id = p_team_space_id and counted_chunk.document_id = p_document_id
                and counted_chunk.active
          union all
          select unnest(chunk.tokens)
          from gracy.policy_chunk chunk
          where chunk.team_space_id = p_team_space_id and chunk.document_id = p_document_id and chunk.active) as found
    group by found.token
    on conflict (team_space_id, token) do update set chunks = counted.chunks + excluded.chunks;
end
$$;
