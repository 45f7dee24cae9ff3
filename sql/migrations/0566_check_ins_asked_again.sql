-- set_check_in_asking_from_slack tells which day it is, and how it was said to be (sql/functions/slack): another type, so that it is made
-- anew.
drop function if exists gracy.set_check_in_asking_from_slack(text, text, text, bool);
