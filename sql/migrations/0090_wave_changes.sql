-- Says now why it did not begin.
drop function if exists gracy.begin_release(bigint, text, text, date);

-- A reason that a feature knows before anything is decided: the group is published with it, and without a number.
alter table gracy.release_group add column refused text;

-- The one word for it, in results and trends.
update gracy.wave_trend set reason = 'changed_by_few' where reason = 'difference';
