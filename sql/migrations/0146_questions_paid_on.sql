-- Calls that were under way when 0127 came are paid by the day that their question was asked on.
update gracy.assistant_question question
set paid_on = (question.created_at at time zone team_space.tz)::date
from gracy.team_space
where team_space.id = question.team_space_id and question.state = 'queued' and question.reserved > 0 and question.paid_on is null;
