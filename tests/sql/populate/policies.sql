-- Policies: many documents with several versions, in several team spaces, and chunks whose tokens are as frequent as a
-- language's are: few of them everywhere, most of them hardly anywhere.
insert into policy_document (team_space_id, title, language, status, last_number)
select space.id, 'Policy ' || n, 'en', (array['published', 'published', 'draft'])[1 + n % 3], 3
from (select team_space.id from team_space order by team_space.id limit 6) as space, generate_series(1, 200) as n;
insert into policy_version (team_space_id, document_id, number, status, effective_from, body, source_sha256)
select document.team_space_id, document.id, n, 'published', date '2020-01-01' + 365 * n, '# Policy', sha256('# Policy')
from policy_document document, generate_series(1, 3) as n;
update policy_version set in_force = datemultirange(daterange(effective_from, case when number < 3 then effective_from + 365 end));
insert into policy_chunk (team_space_id, document_id, version_number, ord, headings, body, tokens, in_force, active)
select version.team_space_id, version.document_id, version.number, n, array['Policy', 'Section ' || n],
       'What is to be done in case ' || n,
       array(select 'word' || (pow(1.2, (version.document_id * 31 + n * 17 + version.number * 7 + word * 13) % 50))::int
             from generate_series(1, 30) as word),
       version.in_force, document.status = 'published'
from policy_version version
join policy_document document on document.team_space_id = version.team_space_id and document.id = version.document_id,
     generate_series(1, 4) as n;
insert into policy_token (team_space_id, token, chunks)
select chunk.team_space_id, token, count(*)
from policy_chunk chunk, unnest(array_append(chunk.tokens, '')) as token
where chunk.active group by 1, 2
on conflict (team_space_id, token) do nothing;
insert into policy_token (team_space_id, token, chunks)
select space.id, 'word' || translate(n::text, '0123456789', 'abcdefghij'), 1
from (select team_space.id from team_space order by team_space.id limit 6) as space, generate_series(1000, 6000) as n
on conflict (team_space_id, token) do nothing;
insert into policy_synonym (team_space_id, terms, keys, tokens)
select id, array['term ' || n, 'other ' || n], array['term ' || n, 'other ' || n], array['word1', 'word' || n]
from team_space, generate_series(1, 3) as n;
