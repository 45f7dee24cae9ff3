-- A page of the groups of one kind with what is released of each, as a JSON array by question; the texts of questions and
-- options in the language asked for, or else in the other. group_id_only narrows it to one group.
--
-- kind: read
-- process: nginx
-- plan: wave_group_pkey wave_result_pkey
-- param: team_space_id bigint
-- param: wave_id bigint
-- param: kind text
-- param: only_group bigint?
-- param: language text
-- param: after_group bigint
-- param: limit int
-- param: offset int
-- column: group_id bigint
-- column: name text?
-- column: name_en text?
-- column: invited int
-- column: results text
select page.group_id, case when $3 = 'tenure' then tenure_name(page.group_id, 'ko') else page.name end,
       case when $3 = 'tenure' then tenure_name(page.group_id, 'en') else page.name_en end, page.invited,
       (select coalesce(jsonb_agg(jsonb_build_object(
                            'question', question.no, 'kind', question.kind, 'metric', question.metric,
                            'text', case when $5 = 'ko' then coalesce(question.text_ko, question.text_en)
                                         else coalesce(question.text_en, question.text_ko) end,
                            'options', (select jsonb_agg(case when $5 = 'ko' then coalesce(choice ->> 'ko', choice ->> 'en')
                                                              else coalesce(choice ->> 'en', choice ->> 'ko') end order by place)
                                        from jsonb_array_elements(question.options) with ordinality as choices(choice, place)),
                            'released', cell.released, 'reason', cell.reason, 'n', cell.n, 'stats', cell.stats)
                        order by question.no), '[]')::text
        from wave_result cell
        join survey_question question
            on question.team_space_id = $1 and question.survey_id = page.survey_id
               and question.version = page.question_version and question.no = cell.question_no
        where cell.team_space_id = $1 and cell.wave_id = $2 and cell.kind = $3 and cell.group_id = page.group_id)
from (
    select known.group_id, known.name, known.name_en, known.invited, wave.survey_id, wave.question_version
    from wave_group known
    join survey_wave wave on wave.team_space_id = $1 and wave.id = known.wave_id
    where known.team_space_id = $1 and known.wave_id = $2 and known.kind = $3 and known.group_id > $6
          and ($4::bigint is null or known.group_id = $4) and wave.released_at is not null
    order by known.group_id
    limit $7::int offset $8::int
) as page
order by page.group_id
