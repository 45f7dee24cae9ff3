-- Answered and closed tickets go after a year: the oldest first, of all team spaces.
create index hr_ticket_by_end on gracy.hr_ticket (handled_at) where handled_at is not null;
