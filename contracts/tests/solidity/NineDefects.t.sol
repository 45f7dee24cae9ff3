// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {Design, NewDesign, OldDesign} from "./Design.sol";
import {Vm} from "./Vm.sol";
import {FalseToken, FeeToken, PlainToken} from "./tokens/Tokens.sol";

/// What each of the nine defects of the old design does to its users, as promises that a design has to keep. The same
/// scenarios run against both: tests/test_forge.py expects every one to fail in OldDesignDefects and none in NewDesignDefects.
abstract contract NineDefects is Design {
    address internal constant ALICE = address(0xA11CE);
    address internal constant BOB = address(0xB0B);
    address internal constant TREASURY = address(0x7EA5);
    uint256 internal constant START = 500_000 * 3600;
    uint256 internal constant HOUR = 3600;
    uint256 internal constant DAY = 24 * HOUR;
    PlainToken internal plain;

    function setUp() public {
        vm.warp(START);
        plain = new PlainToken();
        deploy(IERC20(address(plain)));
        fund(ALICE, 1_000_000e18);
        fund(BOB, 1_000_000e18);
    }

    function fund(address account, uint256 amount) private {
        plain.mint(account, amount);
        vm.prank(account);
        token.approve(contractAddress(), type(uint256).max);
    }

    function fundedSeason(uint256 reward) private {
        plain.mint(address(this), reward);
        check(addSeason(START, DAY, reward), "a funded season is refused");
    }

    function test_1_a_crumb_cannot_lock_everybody_out() public {
        fundedSeason(240_000_000e18);
        check(stake(ALICE, 1e18), "stake is refused");
        vm.warp(START + HOUR);
        withdraw(ALICE, 1e18 - 1);
        vm.warp(START + 3 * HOUR);
        check(stake(BOB, 10e18), "nobody can stake any more");
        check(withdraw(ALICE, balance(ALICE)), "the stake cannot leave");
    }

    function test_2_two_seconds_earn_no_hour() public {
        fundedSeason(24_000e18);
        stake(ALICE, 1_000e18);
        vm.warp(START + HOUR - 1);
        stake(BOB, 999_000e18);
        vm.warp(START + HOUR + 1);
        // Two seconds of 1,000 tokens an hour.
        check(pending(BOB) <= 1_000e18 * 2 / HOUR, "somebody who came for two seconds takes the hour's reward");
    }

    function test_3_the_owner_cannot_freeze_stakes() public {
        fundedSeason(24_000e18);
        stake(ALICE, 1_000e18);
        vm.warp(START + 2 * HOUR);
        takeSeasonBack();
        check(withdraw(ALICE, 1_000e18), "taking the running season back has locked the stake");
    }

    function test_4_rewards_never_come_out_of_principal() public {
        addSeason(START, DAY, 24_000e18); // The owner has no tokens.
        stake(ALICE, 1_000e18);
        stake(BOB, 1_000e18);
        vm.warp(START + 2 * HOUR);
        check(withdraw(ALICE, 1_000e18), "the first to leave cannot leave");
        check(withdraw(BOB, 1_000e18), "the first to leave was paid out of the other's stake");
    }

    function test_5_the_last_to_leave_gets_what_was_credited() public {
        FeeToken fee = new FeeToken();
        deploy(IERC20(address(fee)));
        addSeason(START + HOUR, DAY, 0);
        fee.mint(ALICE, 100e18);
        fee.mint(BOB, 100e18);
        vm.prank(ALICE);
        fee.approve(contractAddress(), type(uint256).max);
        vm.prank(BOB);
        fee.approve(contractAddress(), type(uint256).max);
        check(stake(ALICE, 100e18) && stake(BOB, 100e18), "stake is refused");
        check(withdraw(ALICE, balance(ALICE)), "the first to leave cannot leave");
        check(withdraw(BOB, balance(BOB)), "the last to leave is short of the token's fee");
    }

    function test_6_nothing_paid_is_nothing_credited() public {
        deploy(IERC20(address(new FalseToken())));
        addSeason(START + HOUR, DAY, 0);
        stake(ALICE, 100e18);
        equal(balance(ALICE), 0, "credited without having paid");
    }

    function test_7_a_new_season_pays_nothing_for_the_gap_before_it() public {
        fundedSeason(24_000e18);
        stake(ALICE, 1_000e18);
        vm.warp(START + 3 * DAY);
        stake(BOB, 1_000e18);
        plain.mint(address(this), 240_000e18);
        check(addSeason(START + 3 * DAY, 10 * DAY, 240_000e18), "a season after a gap is refused");
        vm.warp(START + 3 * DAY + HOUR);
        // One hour of 1,000 tokens, halved.
        check(pending(BOB) <= 500e18, "rewards are paid for days in which there was no season");
    }

    function test_8_nothing_done_is_no_event() public {
        fundedSeason(24_000e18);
        address stranger = address(0x57A4);
        vm.recordLogs();
        withdraw(stranger, 0);
        claim(stranger);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        equal(logs.length, 0, "events of nothing, from a stranger");
    }

    function test_9_rewards_of_an_idle_season_come_back() public {
        fundedSeason(24_000e18);
        vm.warp(START + 2 * DAY);
        check(recover(TREASURY), "nothing can take an idle season's reward out");
        equal(token.balanceOf(TREASURY), 24_000e18, "the reward of an idle season");
    }
}

contract OldDesignDefects is NineDefects, OldDesign {}

contract NewDesignDefects is NineDefects, NewDesign {}
