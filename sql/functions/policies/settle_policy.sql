-- Works out which version of a document counts on which days, and what of it a search finds. Whoever changes a document
-- has taken its chunks out of the counts before (count_policy_tokens); here they come in again.
--
-- Of two published versions that both cover a day, the one that begins later counts, of two that begin together the
-- higher number.
create or replace function gracy.settle_policy(p_team_space_id bigint, p_document_id bigint) returns void
    language plpgsql as $$
begin
    update gracy.policy_version version
    set in_force = settled.in_force
    from (select one.number,
                 case when one.status = 'published'
                      then datemultirange(daterange(one.effective_from, one.effective_until, '[]'))
                           - coalesce((select range_agg(daterange(later.effective_from, later.effective_until, '[]'))
                                       from gracy.policy_version later
                                       where later.team_space_id = p_team_space_id and later.document_id = p_document_id
                                             and later.status = 'published'
                                             and (later.effective_from, later.number) > (one.effective_from, one.number)),
                                      '{}')
                      else '{}' end as in_force
          from gracy.policy_version one
          where one.team_space_id = p_team_space_id and one.document_id = p_document_id) as settled
    where version.team_space_id = p_team_space_id and version.document_id = p_document_id
          and version.number = settled.number and version.in_force <> settled.in_force;

    update gracy.policy_chunk chunk
    set in_force = settled.in_force,
        active = settled.active,
        tokens = array(select token from unnest(chunk.tokens) as token where token not like '!%') || settled.title_tokens
    from (select version.number, version.in_force,
                 document.status = 'published' and not isempty(version.in_force) as active,
                 document.title_tokens || document.title_en_tokens as title_tokens
          from gracy.policy_document document
          join gracy.policy_version version on version.team_space_id = p_team_space_id and version.document_id = document.id
          where document.team_space_id = p_team_space_id and document.id = p_document_id) as settled
    where chunk.team_space_id = p_team_space_id and chunk.document_id = p_document_id
          and chunk.version_number = settled.number
          and (chunk.in_force <> settled.in_force or chunk.active <> settled.active
               or not chunk.tokens @> settled.title_tokens
               or exists (select from unnest(chunk.tokens) as token
                          where token like '!%' and token <> all (settled.title_tokens)));

    perform gracy.count_policy_tokens(p_team_space_id, p_document_id, 1);
end
$$;
