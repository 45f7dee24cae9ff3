-- Nobody has asked for it since periods of the allowance have other lengths than a month.
drop function if exists gracy.month_start(timestamptz, text);
-- What workers of the release before the last called; none of them is left.
drop function if exists gracy.tell_members(int, jsonb);
