-- What there is today for a member who opens App Home; the surveys' titles and ends are two arrays side by side. No row for who
-- is no member.
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: none (a function; the plans inside it are checked too)
-- param: team_id text
-- param: enterprise_id text?
-- param: user_id text
-- column: place int?
-- column: coffee text?
-- column: coffee_at text?
-- column: surveys text[]
-- column: surveys_until text[]
-- column: celebrated text[]
select news.place, news.coffee, news.coffee_at, news.surveys, news.surveys_until, news.celebrated
from home_news($1, $2, $3) as news
