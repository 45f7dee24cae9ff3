-- Large tables whose rows change or go all the time: a fifth of one, which is what autovacuum waits for by default, is years of them.
alter table gracy.job set (autovacuum_vacuum_scale_factor = 0.02);
alter table gracy.slack_message set (autovacuum_vacuum_scale_factor = 0.02);
alter table gracy.member_notice set (autovacuum_vacuum_scale_factor = 0.02);
alter table gracy.announcement_delivery set (autovacuum_vacuum_scale_factor = 0.02);
alter table gracy.wave_invite set (autovacuum_vacuum_scale_factor = 0.02);
alter table gracy.celebration_occurrence set (autovacuum_vacuum_scale_factor = 0.02);
alter table gracy.allowance_period set (autovacuum_vacuum_scale_factor = 0.02);
alter table gracy.leaderboard set (autovacuum_vacuum_scale_factor = 0.02);
alter table gracy.recognition_edge set (autovacuum_vacuum_scale_factor = 0.02);
alter table gracy.member_activity set (autovacuum_vacuum_scale_factor = 0.02);
