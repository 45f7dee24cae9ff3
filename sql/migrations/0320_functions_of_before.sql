-- What servers and workers of the release before the last called; none of them is left.
drop function if exists gracy.react_with_kudos(text, text, text, text, text, text, text);
drop function if exists gracy.take_back_reaction(text, text, text, text, text, text);
drop function if exists gracy.link_slack_user(bigint, bigint, text, text, bigint, text);
drop function if exists gracy.submit_announcement(bigint, bigint, bigint, int, text);
drop function if exists gracy.end_installation(text, text, timestamptz);
