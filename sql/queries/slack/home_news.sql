-- What there is today for a member who opens App Home; of whom it celebrates, `named` by name. No row for who is no member.
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: none (a function; the plans inside it are checked too)
-- param: team_id text
-- param: enterprise_id text?
-- param: user_id text
-- param: named int
-- column: place int?
-- column: coffee text?
-- column: coffee_at text?
-- column: celebrated text[]
-- column: celebrated_count int
select news.place, news.coffee, news.coffee_at, news.celebrated, news.celebrated_count
from home_news($1, $2, $3, $4) as news
