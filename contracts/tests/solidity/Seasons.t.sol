// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {SeasonStaking} from "../../src/SeasonStaking.sol";
import {SeasonFixture} from "./SeasonFixture.sol";
import {PlainToken} from "./tokens/Tokens.sol";

/// Seasons and the owner's money.
contract SeasonsTest is SeasonFixture {
    function test_a_season_is_paid_for_when_it_is_created() public {
        uint256 before = token.balanceOf(address(this));
        equal(staking.createSeason(NOW + 1, NOW + DAY, 7e18), 1, "seasons count from 1");
        equal(before - token.balanceOf(address(this)), 7e18, "the reward moves now");
        vm.prank(address(this));
        token.approve(address(staking), 0);
        (bool done,) = address(staking).call(
            abi.encodeCall(SeasonStaking.createSeason, (NOW + DAY, NOW + 2 * DAY, 1))
        );
        check(!done, "an unfunded season");
        equal(staking.seasonCount(), 1, "seasons");
    }

    function test_a_season_pays_its_reward_to_the_last_unit() public {
        // Nothing that divides evenly.
        staking.createSeason(NOW, NOW + 86_399, 1e18 + 7);
        stakeAs(ALICE, 1e18);
        for (uint256 i = 1; i < 40; ++i) {
            vm.warp(NOW + i * 2_237);
            claimAs(ALICE);
        }
        (, uint256 liability, uint256 reserve,,) = staking.ledger();
        equal(reserve, 0, "all of it is released");
        check(token.balanceOf(ALICE) + liability - (PLENTY - 1e18) == 1e18 + 7 && liability < 40, "released is paid");
    }

    function test_seasons_follow_one_another_and_never_begin_in_the_past() public {
        seasonRefused(NOW - 1, NOW + DAY, SeasonStaking.SeasonInThePast.selector);
        seasonRefused(NOW, NOW, SeasonStaking.SeasonTooShortOrFar.selector);
        seasonRefused(NOW, 1_800_000_000_000, SeasonStaking.SeasonTooShortOrFar.selector);
        staking.createSeason(NOW + DAY, NOW + 2 * DAY, 1e18);
        seasonRefused(NOW + 2 * DAY - 1, NOW + 3 * DAY, SeasonStaking.SeasonInThePast.selector);
        staking.createSeason(NOW + 2 * DAY, NOW + 3 * DAY, 1e18);
        check(staking.season(2).start == NOW + 2 * DAY && staking.season(2).reward == 1e18, "the second season");
    }

    function seasonRefused(uint64 start, uint64 end, bytes4 reason) private {
        (bool done, bytes memory answer) =
            address(staking).call(abi.encodeCall(SeasonStaking.createSeason, (start, end, 1e18)));
        check(!done && bytes4(answer) == reason, "another refusal than expected");
    }

    function test_the_number_of_open_seasons_is_bounded_and_old_ones_do_not_count() public {
        uint64 start = NOW;
        for (uint256 i; i < 16; ++i) {
            staking.createSeason(start, start + 10, 1e18);
            start += 10;
        }
        seasonRefused(start, start + 10, SeasonStaking.TooManySeasons.selector);
        vm.warp(NOW + 10);
        staking.createSeason(start, start + 10, 1e18);
    }

    function test_a_season_that_has_not_begun_can_be_taken_back() public {
        vm.expectRevert(SeasonStaking.NoSeasonToCancel.selector);
        staking.cancelLastSeason();
        seasonToday(5e18);
        vm.expectRevert(SeasonStaking.NoSeasonToCancel.selector);
        staking.cancelLastSeason();
        staking.createSeason(NOW + DAY, NOW + 2 * DAY, 3e18);
        uint256 before = token.balanceOf(address(this));
        staking.cancelLastSeason();
        equal(token.balanceOf(address(this)) - before, 3e18, "refunded");
        equal(staking.seasonCount(), 1, "seasons");
        staking.createSeason(NOW + 2 * DAY, NOW + 3 * DAY, 1e18);
        vm.warp(NOW + 2 * DAY);
        vm.expectRevert(SeasonStaking.NoSeasonToCancel.selector);
        staking.cancelLastSeason();
    }

    function test_idle_time_is_swept_and_nothing_else() public {
        seasonToday(86_400e18);
        staking.createSeason(NOW + DAY, NOW + 2 * DAY, 86_400e18);
        vm.warp(NOW + 3_600);
        stakeAs(ALICE, 1e18);
        vm.warp(NOW + 7_200);
        equal(staking.sweepUnallocated(TREASURY), 3_600e18, "the hour in which nobody was staked");
        vm.expectRevert(SeasonStaking.ZeroAmount.selector);
        staking.sweepUnallocated(TREASURY);
        vm.warp(NOW + 2 * DAY);
        vm.prank(ALICE);
        staking.exit();
        equal(token.balanceOf(ALICE) - PLENTY, 82_800e18 + 86_400e18, "everything else is the staker's");
        equal(token.balanceOf(address(staking)), 0, "nothing stays behind");
    }

    function test_rescue_leaves_principal_and_rewards() public {
        seasonToday(10e18);
        stakeAs(ALICE, 5e18);
        token.mint(address(staking), 3);
        PlainToken other = new PlainToken();
        other.mint(address(staking), 9);
        (bool done,) = address(staking).call(abi.encodeCall(SeasonStaking.rescue, (staking.token(), TREASURY, 4)));
        check(!done, "more than the surplus");
        staking.rescue(staking.token(), TREASURY, 3);
        staking.rescue(other, TREASURY, 9);
        check(token.balanceOf(TREASURY) == 3 && other.balanceOf(TREASURY) == 9, "rescued");
    }

    function test_whole_seasons_pass_between_two_calls() public {
        stakeAs(ALICE, 1e18);
        for (uint64 i; i < 5; ++i) {
            staking.createSeason(NOW + i * 2 * DAY, NOW + (i * 2 + 1) * DAY, 1e18);
        }
        vm.warp(NOW + 100 * DAY);
        equal(staking.pendingReward(ALICE), 5e18, "pending");
        equal(claimAs(ALICE), 5e18, "paid");
    }

    function testFuzz_no_time_earns_nothing(uint256 amount, uint256 reward, uint64 wait) public {
        amount = bound(amount, MIN_STAKE, 1e29);
        seasonToday(bound(reward, 1, 1e29));
        stakeAs(ALICE, MIN_STAKE);
        vm.warp(NOW + bound(wait, 0, DAY));
        stakeAs(BOB, amount);
        equal(staking.pendingReward(BOB), 0, "earned in no time");
        withdrawAs(BOB, amount);
        equal(staking.pendingReward(BOB), 0, "left as it came");
        equal(token.balanceOf(BOB), PLENTY, "left as it came");
    }

    function testFuzz_shares_are_proportional(uint256 first, uint256 second, uint256 reward) public {
        first = bound(first, MIN_STAKE, 1e28);
        second = bound(second, MIN_STAKE, 1e28);
        reward = bound(reward, 1, 1e28);
        stakeAs(ALICE, first);
        stakeAs(BOB, second);
        seasonToday(reward);
        vm.warp(NOW + DAY);
        uint256 a = staking.pendingReward(ALICE);
        uint256 b = staking.pendingReward(BOB);
        uint256 fair = reward * first / (first + second);
        check(a <= fair && fair - a <= (first + second) / 1e27 + 1, "a share of its own");
        check(a + b <= reward, "no more than the reward");
    }

    function testFuzz_a_crumb_never_stays(uint256 staked, uint256 taken) public {
        staked = bound(staked, MIN_STAKE, 1e28);
        taken = bound(taken, 1, staked);
        stakeAs(ALICE, staked);
        vm.prank(ALICE);
        (bool done,) = address(staking).call(abi.encodeCall(SeasonStaking.withdraw, (taken)));
        equal(done ? 1 : 0, taken == staked || staked - taken >= MIN_STAKE ? 1 : 0, "withdrawn");
        check(balanceOf(ALICE) == 0 || balanceOf(ALICE) >= MIN_STAKE, "a crumb stays");
    }

    /// The largest reward over the smallest stake, many times: what would overflow the old design in an hour.
    function test_extremes_do_not_lock_anybody_out() public {
        token.mint(address(this), type(uint192).max);
        stakeAs(ALICE, MIN_STAKE);
        uint64 start = NOW;
        for (uint256 i; i < 16; ++i) {
            staking.createSeason(start, start + 1, type(uint128).max);
            start += 1;
        }
        (bool done,) = address(staking).call(
            abi.encodeCall(SeasonStaking.createSeason, (start + 1, start + 2, uint256(type(uint128).max) + 1))
        );
        check(!done, "a reward of more than 128 bits");
        vm.warp(NOW + 20);
        vm.prank(ALICE);
        staking.exit();
        equal(token.balanceOf(ALICE) - PLENTY, uint256(type(uint128).max) * 16, "paid");
    }
}
