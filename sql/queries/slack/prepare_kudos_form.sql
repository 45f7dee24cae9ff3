-- What the kudos form is filled in with: the person's language, what is left of their allowance (null: not a member),
-- what a kudos may be for, and whom it is for when a message of theirs was chosen. No row when the workspace is unknown.
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: none (a function; the plans inside it are checked too)
-- param: team_id text
-- param: enterprise_id text?
-- param: user_id text
-- param: recipient_user_id text?
-- column: locale text
-- column: allowance_left int?
-- column: value_ids bigint[]
-- column: value_names text[]
-- column: recipient_id bigint?
-- column: recipient_name text?
-- column: renewed_on date?
select form.locale, form.allowance_left, form.value_ids, form.value_names, form.recipient_id, form.recipient_name,
       allowance_renewed_on($1, $2, $3)
from prepare_kudos_form($1, $2, $3, $4) as form
