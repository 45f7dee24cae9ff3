-- Where a workspace is on the web, as auth.test says: what a message's link begins with.
alter table gracy.slack_installation
    add url text check (url ~ '^https?://[A-Za-z0-9.:-]+/$' and length(url) <= 255);

-- They tell the link as well now.
drop function if exists gracy.recent_kudos(text, text, text, int);
drop function if exists gracy.read_home(text, text, text, int);
