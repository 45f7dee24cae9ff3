-- Where what a notice is about has its place, as mrkdwn to stand behind its text: the message in Slack whose reaction gave a
-- kudos, for who gave or received it (nobody else is told of these kinds), and the file of an export, behind the sign-in with
-- Slack. Empty when there is none. p_address: nginx as browsers reach it; null when nobody has said.
create or replace function gracy.notice_link(p_team_space_id bigint, p_kind text, p_subject_id text, p_locale text, p_address text)
returns text
    language plpgsql stable as $$
declare
    v_link text;
    v_label text;
begin
    if p_kind in ('kudos.received', 'kudos.kept', 'kudos.boosted', 'kudos.voided', 'kudos.revealed') then
        v_link := gracy.kudos_permalink(p_team_space_id, p_subject_id::bigint);
        v_label := case when p_locale = 'ko' then '메시지 보기' else 'See the message' end;
    elsif p_kind = 'export.done' then
        v_link := p_address || '/slack/sign-in?to=/api/v1/exports/' || p_subject_id || '/download';
        v_label := case when p_locale = 'ko' then '내려받기' else 'Download' end;
    end if;
    return coalesce(' · <' || v_link || '|' || v_label || '>', '');
end
$$;
