// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {SeasonFixture} from "./SeasonFixture.sol";

/// What each call costs, written to gas/SeasonStaking.json; tests/test_forge.py compares it with what is committed.
/// Each call is a transaction of its own: nothing is warm, and the 21,000 of every transaction are in it.
/// forge-config: default.isolate = true
contract GasTest is SeasonFixture {
    function report(string memory name) private {
        vm.snapshotGasLastCall("SeasonStaking", name);
    }

    function test_gas_of_a_staker() public {
        seasonToday(86_400e18);
        vm.prank(ALICE);
        staking.stake(5e18);
        report("stake, the first of all");
        vm.warp(NOW + 10);
        vm.prank(BOB);
        staking.stake(5e18);
        report("stake, a new account");
        vm.warp(NOW + 20);
        vm.prank(ALICE);
        staking.stake(5e18);
        report("stake, again");
        vm.warp(NOW + 30);
        vm.prank(ALICE);
        staking.withdraw(5e18);
        report("withdraw, a part");
        vm.warp(NOW + 40);
        vm.prank(ALICE);
        staking.claim();
        report("claim");
        vm.warp(NOW + 50);
        vm.prank(ALICE);
        staking.exit();
        report("exit");
        vm.warp(NOW + 60);
        vm.prank(BOB);
        staking.emergencyWithdraw();
        report("emergencyWithdraw");
    }

    function test_gas_of_the_owner() public {
        staking.createSeason(NOW + DAY, NOW + 2 * DAY, 1e18);
        report("createSeason, the first");
        staking.createSeason(NOW + 2 * DAY, NOW + 3 * DAY, 1e18);
        report("createSeason");
        staking.cancelLastSeason();
        report("cancelLastSeason");
        vm.warp(NOW + 3 * DAY);
        staking.sweepUnallocated(TREASURY);
        report("sweepUnallocated");
    }

    /// The most that accrual can ever have to do.
    function test_gas_after_sixteen_seasons() public {
        vm.prank(ALICE);
        staking.stake(5e18);
        for (uint64 i; i < 16; ++i) {
            staking.createSeason(NOW + i * DAY, NOW + (i + 1) * DAY, 1e18);
        }
        vm.warp(NOW + 17 * DAY);
        vm.prank(ALICE);
        staking.exit();
        report("exit, after sixteen seasons");
    }
}
