// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";
import {SeasonStaking} from "../../src/SeasonStaking.sol";
import {SeasonFixture} from "./SeasonFixture.sol";
import {Vm} from "./Vm.sol";

/// Staking, exits and events.
contract SeasonStakingTest is SeasonFixture {
    bytes32 private constant STAKED = keccak256("Staked(address,uint256,uint64,uint256,uint256,uint256)");
    bytes32 private constant WITHDRAWN = keccak256("Withdrawn(address,uint256,uint64,uint256,uint256,uint256)");
    bytes32 private constant CLAIMED = keccak256("RewardClaimed(address,uint256,uint64,uint256)");

    function events() private returns (Vm.Log[] memory found) {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        found = new Vm.Log[](logs.length);
        uint256 count;
        for (uint256 i; i < logs.length; ++i) {
            if (logs[i].emitter == address(staking)) found[count++] = logs[i];
        }
        assembly ("memory-safe") {
            mstore(found, count)
        }
    }

    function test_events_are_numbered_and_say_balance_and_total() public {
        seasonToday(86_400e18);
        vm.recordLogs();
        stakeAs(ALICE, 4e18);
        vm.warp(NOW + 10);
        stakeAs(BOB, 4e18);
        vm.warp(NOW + 20);
        vm.prank(ALICE);
        staking.exit();
        Vm.Log[] memory logs = events();
        equal(logs.length, 4, "events");
        check(logs[0].topics[0] == STAKED && logs[1].topics[0] == STAKED, "the first two are stakes");
        check(logs[2].topics[0] == CLAIMED && logs[3].topics[0] == WITHDRAWN, "an exit is a claim and a withdrawal");
        check(address(uint160(uint256(logs[1].topics[1]))) == BOB, "the account is the first topic");
        for (uint256 i; i < 4; ++i) {
            equal(uint256(logs[i].topics[2]), 1, "season");
            (uint64 seq) = abi.decode(logs[i].data, (uint64));
            equal(seq, i + 1, "seq");
        }
        (, uint256 amount, uint256 balance, uint256 total) =
            abi.decode(logs[1].data, (uint64, uint256, uint256, uint256));
        check(amount == 4e18 && balance == 4e18 && total == 8e18, "amount, balance and total");
        (, uint256 paid) = abi.decode(logs[2].data, (uint64, uint256));
        equal(paid, 15e18, "10 s alone, and half of 10 s");
        equal(uint256(vm.load(address(staking), 0)), 4, "eventSeq is storage slot 0");
        equal(staking.eventSeq(), 4, "eventSeq");
    }

    function test_between_seasons_the_season_is_zero() public {
        vm.recordLogs();
        stakeAs(ALICE, 1e18);
        equal(uint256(events()[0].topics[2]), 0, "season");
        staking.createSeason(NOW + DAY, NOW + 2 * DAY, 1e18);
        equal(staking.currentSeason(), 0, "before");
        vm.warp(NOW + DAY);
        equal(staking.currentSeason(), 1, "first second");
        vm.warp(NOW + 2 * DAY - 1);
        equal(staking.currentSeason(), 1, "last second");
        vm.warp(NOW + 2 * DAY);
        equal(staking.currentSeason(), 0, "after");
    }

    function test_pause_stops_stakes_and_seasons_and_no_exit() public {
        seasonToday(86_400e18);
        stakeAs(ALICE, 4e18);
        stakeAs(BOB, 4e18);
        staking.pause();
        vm.warp(NOW + 100);
        vm.prank(ALICE);
        vm.expectRevert(Pausable.EnforcedPause.selector);
        staking.stake(1e18);
        vm.prank(ALICE);
        vm.expectRevert(Pausable.EnforcedPause.selector);
        staking.stakeWithPermit(1e18, 0, 0, 0, 0);
        vm.expectRevert(Pausable.EnforcedPause.selector);
        staking.createSeason(NOW + DAY, NOW + 2 * DAY, 1e18);
        equal(claimAs(ALICE), 50e18, "rewards go on and can be claimed");
        withdrawAs(ALICE, 1e18);
        vm.prank(ALICE);
        staking.exit();
        vm.prank(BOB);
        staking.emergencyWithdraw();
        equal(staking.totalStaked(), 0, "everybody has left");
        staking.unpause();
        stakeAs(ALICE, 1e18);
    }

    /// Whatever accrual has done to its own numbers, or cannot do any more: principal leaves.
    function test_emergency_exit_needs_no_sane_ledger() public {
        seasonToday(1e18);
        stakeAs(ALICE, 5e18);
        vm.warp(NOW + 10);
        stakeAs(ALICE, 1e18);
        uint256 before = token.balanceOf(ALICE);
        // The ledger's four slots, found by what stands in them rather than by a number in this test.
        (uint256 accumulated,,,,) = staking.ledger();
        uint256 slot = 1;
        while (uint256(vm.load(address(staking), bytes32(slot))) != accumulated) ++slot;
        vm.store(address(staking), bytes32(slot), 0);
        for (uint256 i = 1; i < 4; ++i) {
            vm.store(address(staking), bytes32(slot + i), bytes32(type(uint256).max));
        }
        vm.prank(ALICE);
        (bool done,) = address(staking).call(abi.encodeCall(SeasonStaking.withdraw, (6e18)));
        check(!done, "the question is wrong: accrual still works");
        vm.prank(ALICE);
        staking.emergencyWithdraw();
        equal(token.balanceOf(ALICE) - before, 6e18, "the whole stake");
        equal(staking.eventSeq(), 3, "numbered like any other event");
    }

    function test_what_an_emergency_exit_gives_up_stays_while_anybody_is_staked() public {
        stakeAs(ALICE, MIN_STAKE);
        stakeAs(BOB, MIN_STAKE);
        seasonToday(86_400e18);
        vm.warp(NOW + DAY);
        equal(claimAs(ALICE), 43_200e18, "half of the season");
        vm.prank(BOB);
        staking.emergencyWithdraw();
        vm.expectRevert(SeasonStaking.ZeroAmount.selector);
        staking.sweepUnallocated(TREASURY);
        withdrawAs(ALICE, MIN_STAKE);
        equal(staking.sweepUnallocated(TREASURY), 43_200e18, "the other half");
    }

    function test_what_an_emergency_exit_gives_up_is_nobodys_and_can_be_swept() public {
        seasonToday(86_400e18);
        stakeAs(ALICE, 2e18);
        vm.warp(NOW + DAY);
        vm.prank(ALICE);
        staking.emergencyWithdraw();
        equal(staking.pendingReward(ALICE), 0, "given up");
        equal(staking.sweepUnallocated(TREASURY), 86_400e18, "swept");
        equal(token.balanceOf(address(staking)), 0, "nothing stays behind");
    }

    function test_refusals() public {
        stakeAs(ALICE, 5e18);
        refused(ALICE, abi.encodeCall(SeasonStaking.stake, (0)), SeasonStaking.ZeroAmount.selector);
        refused(ALICE, abi.encodeCall(SeasonStaking.withdraw, (0)), SeasonStaking.ZeroAmount.selector);
        refused(ALICE, abi.encodeCall(SeasonStaking.withdraw, (5e18 + 1)), SeasonStaking.ExceedsBalance.selector);
        refused(ALICE, abi.encodeCall(SeasonStaking.withdraw, (5e18 - 1)), SeasonStaking.BelowMinimum.selector);
        refused(BOB, abi.encodeCall(SeasonStaking.stake, (1e18 - 1)), SeasonStaking.BelowMinimum.selector);
        refused(BOB, abi.encodeCall(SeasonStaking.withdraw, (1)), SeasonStaking.ExceedsBalance.selector);
        refused(BOB, abi.encodeCall(SeasonStaking.claim, ()), SeasonStaking.NothingToClaim.selector);
        refused(BOB, abi.encodeCall(SeasonStaking.exit, ()), SeasonStaking.NothingStaked.selector);
        refused(BOB, abi.encodeCall(SeasonStaking.emergencyWithdraw, ()), SeasonStaking.NothingStaked.selector);
        equal(staking.eventSeq(), 1, "what is refused is no event");
    }

    function test_what_is_the_owners_is_nobody_elses() public {
        bytes4 stranger = Ownable.OwnableUnauthorizedAccount.selector;
        refused(BOB, abi.encodeCall(SeasonStaking.createSeason, (NOW, NOW + DAY, 1)), stranger);
        refused(BOB, abi.encodeCall(SeasonStaking.cancelLastSeason, ()), stranger);
        refused(BOB, abi.encodeCall(SeasonStaking.sweepUnallocated, (BOB)), stranger);
        refused(BOB, abi.encodeCall(SeasonStaking.rescue, (staking.token(), BOB, 1)), stranger);
        refused(BOB, abi.encodeCall(SeasonStaking.pause, ()), stranger);
        refused(BOB, abi.encodeCall(SeasonStaking.unpause, ()), stranger);
        refused(address(this), abi.encodeCall(Ownable.renounceOwnership, ()), SeasonStaking.OwnerIsNeeded.selector);
        staking.transferOwnership(ALICE);
        check(staking.owner() == address(this), "the new owner has to accept");
        vm.prank(ALICE);
        staking.acceptOwnership();
        check(staking.owner() == ALICE, "owner");
    }

    function refused(address account, bytes memory data, bytes4 reason) private {
        vm.prank(account);
        (bool done, bytes memory answer) = address(staking).call(data);
        check(!done && bytes4(answer) == reason, "another refusal than expected");
    }
}
