-- Whether a message asks how a day was that is over for whom it asks (notice/<member>/check_in/<day>, ask_for_check_ins), or who is
-- not there any more.
create or replace function gracy.is_question_over(p_team_space_id bigint, p_dedupe_key text) returns bool
    language sql stable as $$
    select case when p_dedupe_key like 'notice/%/check_in/%'
                then split_part(p_dedupe_key, '/', 4)::date is distinct from
                         gracy.member_today(p_team_space_id, split_part(p_dedupe_key, '/', 2)::bigint, now())
                else false end
$$;
