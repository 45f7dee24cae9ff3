-- What App Home lists of surveys comes with home_page. Only workers of the release before the last asked for these; none of
-- them is left, and home_news is made again without what nobody reads.
drop function if exists gracy.home_day(text, text, text);
drop function if exists gracy.home_news(text, text, text);
