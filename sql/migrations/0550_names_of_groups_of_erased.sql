-- Erasing somebody takes their name out of the groups of waves from now on; of who was erased before, here.
update gracy.wave_group led
set name = gone.name, name_en = gone.name_en
from gracy.member gone
where gone.team_space_id = led.team_space_id and gone.id = led.group_id and gone.erased_at is not null
      and led.kind = 'manager_group';
