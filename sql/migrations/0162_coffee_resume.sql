-- They tell more now.
drop function if exists gracy.coffee_from_slack(text, text, text, text, int, text);
drop function if exists gracy.tell_members(int);
