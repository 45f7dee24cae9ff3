-- Nobody has asked for it since periods of the allowance have other lengths than a month.
drop function if exists gracy.month_start(timestamptz, text);
