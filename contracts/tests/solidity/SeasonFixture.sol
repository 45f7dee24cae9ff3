// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SeasonStaking} from "../../src/SeasonStaking.sol";
import {Test} from "./Vm.sol";
import {PlainToken} from "./tokens/Tokens.sol";

/// A staking contract that this test owns, over a plain token of which everybody has enough.
abstract contract SeasonFixture is Test {
    address internal constant ALICE = address(0xA11CE);
    address internal constant BOB = address(0xB0B);
    address internal constant TREASURY = address(0x7EA5);
    uint64 internal constant NOW = 1_800_000_000;
    uint64 internal constant DAY = 1 days;
    uint256 internal constant MIN_STAKE = 1e18;
    uint256 internal constant PLENTY = 1e30;

    PlainToken internal token;
    SeasonStaking internal staking;

    function setUp() public virtual {
        vm.warp(NOW);
        token = new PlainToken();
        staking = new SeasonStaking(IERC20(address(token)), MIN_STAKE, address(this));
        enrich(address(this));
        enrich(ALICE);
        enrich(BOB);
    }

    function enrich(address account) internal {
        token.mint(account, PLENTY);
        vm.prank(account);
        token.approve(address(staking), type(uint256).max);
    }

    function stakeAs(address account, uint256 amount) internal {
        vm.prank(account);
        staking.stake(amount);
    }

    function withdrawAs(address account, uint256 amount) internal {
        vm.prank(account);
        staking.withdraw(amount);
    }

    function claimAs(address account) internal returns (uint256) {
        vm.prank(account);
        return staking.claim();
    }

    function balanceOf(address account) internal view returns (uint256 balance) {
        (balance,,) = staking.positions(account);
    }

    /// A day of `reward` from now on.
    function seasonToday(uint256 reward) internal {
        staking.createSeason(uint64(block.timestamp), uint64(block.timestamp) + DAY, reward);
    }
}
