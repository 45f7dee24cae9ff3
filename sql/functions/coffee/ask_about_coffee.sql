-- Asks a member in the product whether they met whom they sat with in a round; false when nobody is left who could have been
-- met.
create or replace function gracy.ask_about_coffee(p_team_space_id bigint, p_round_id bigint, p_member_id bigint) returns bool
    language plpgsql as $$
declare
    v_seat record;
begin
    select seat.program, seat.others, seat.others_en into v_seat
    from gracy.describe_coffee_seat(p_team_space_id, p_round_id, p_member_id) as seat;
    if v_seat.others is null then
        return false;
    end if;
    perform gracy.notify_member(
        p_team_space_id, p_member_id, 'coffee.asked',
        left(format('Did you meet %s for coffee (%s)? Please say so in the product.', array_to_string(v_seat.others_en, ', '),
                    v_seat.program), 1000),
        left(format('커피 모임(%s)에서 %s님과 만났나요? 서비스에서 알려 주세요.', v_seat.program,
                    array_to_string(v_seat.others, '님, ')), 1000),
        'coffee_round', p_round_id::text);
    return true;
end
$$;
