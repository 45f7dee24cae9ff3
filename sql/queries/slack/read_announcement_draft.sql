-- What the form of an announcement is filled in with, beside what slack/read_announcement says; no row when there is none.
-- post_in: the channels of the workspace in which the form opens.
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: announcement_channel_pkey
-- param: team_space_id bigint
-- param: id bigint
-- param: locale text
-- param: tz text
-- param: team_id text
-- column: state text
-- column: version int
-- column: audience text
-- column: audience_value text?
-- column: channels text[]
-- column: send_on text?
-- column: send_time text?
-- column: post_in text[]
select draft.state, draft.version, draft.audience, draft.audience_value, draft.channels, draft.send_on, draft.send_time,
       array(select posted.channel from announcement_channel posted
             where posted.team_space_id = $1 and posted.announcement_id = $2 and posted.team_id = $5 order by posted.channel)
from read_announcement_draft($1, $2, $3, $4) as draft
